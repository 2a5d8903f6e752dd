import Bytes
import Packets
import Streams
import Testing

/// How far back a repeated byte is compared with what was delivered.
struct DeliveredHistoryTests {
  private func dialogue(_ limits: StreamLimits = StreamLimits(), segments: [Int]) -> (
    Wire, Conversation
  ) {
    var wire = Wire(limits)
    var talk = Conversation()
    talk.open(&wire)
    for count in segments {
      talk.say(String(repeating: "a", count: count), fromClient: true, &wire)
    }
    return (wire, talk)
  }

  /// Repeats the last `count` bytes with another first byte; answers whether that was noticed.
  private func notices(_ count: Int, _ wire: inout Wire, _ talk: Conversation) -> Bool {
    _ = wire.takeLog()
    let text = "X" + String(repeating: "a", count: count - 1)
    wire.send(
      talk.segment(&wire, fromClient: true, behind: UInt32(count)), Array(text.utf8))
    return wire.log.contains("0 client ! overlap_diff")
  }

  @Test(arguments: [2, 10, 128, 129, 1000, 4095, 4096])
  func `a conflict within the last 4 KiB of dialogue is noticed`(count: Int) {
    var (wire, talk) = dialogue(segments: [Int](repeating: 100, count: 60))
    #expect(notices(count, &wire, talk))
  }

  @Test func `bytes from before the last 4 KiB count as alike`() {
    var (wire, talk) = dialogue(segments: [Int](repeating: 100, count: 60))
    #expect(notices(4097, &wire, talk) == false)
    #expect(wire.table.statistics.limits.history == 6000 - 4096)
    #expect(wire.table.statistics.historyBytes == 4096)
  }

  @Test func `a bulk segment is not remembered, nor what was before it`() {
    var (wire, talk) = dialogue(segments: [100, 1025, 50])
    #expect(notices(50, &wire, talk))
    #expect(notices(51, &wire, talk) == false)
    #expect(notices(1175, &wire, talk) == false)
    #expect(wire.table.statistics.limits.history == 100)
  }

  @Test func `a conflict is noticed on either side of a gap`() {
    var wire = Wire()
    var talk = Conversation()
    talk.open(&wire)
    talk.say("before", fromClient: true, &wire)
    talk.skip(60_000, fromClient: true)
    talk.acknowledge(fromClient: false, &wire)
    wire.wait(.seconds(1))
    talk.say("behind", fromClient: true, &wire)
    #expect(wire.log.contains("0 client gap 60000 ack"))
    wire.send(talk.segment(&wire, fromClient: true, behind: 60_012), Array("bXfore".utf8))
    wire.send(talk.segment(&wire, fromClient: true, behind: 7), Array("?behXnd".utf8))
    wire.finish()
    let ledger = wire.summaries[0].sides.client.counters.ledger
    #expect(ledger[fate: .conflicting] == 2)
    #expect(ledger[fate: .late] == 1)
    #expect(ledger[fate: .duplicate] == 10)
  }

  @Test func `all connections together remember so much and no more`() {
    var limits = StreamLimits()
    limits.tableHistoryBytes = 1000
    var wire = Wire(limits)
    for port in 1...10 as ClosedRange<UInt16> {
      var talk = Conversation(.host(1, port))
      talk.open(&wire)
      talk.say("0123456789", fromClient: true, &wire)
    }
    #expect(wire.table.statistics.historyBytes <= 1000)
    #expect(wire.table.statistics.limits.tableHistory > 0)
    wire.finish()
    #expect(wire.table.statistics.historyBytes == 0)
  }

  @Test func `a limit of nothing remembers nothing`() {
    var limits = StreamLimits()
    limits.historyBytes = 0
    var (wire, talk) = dialogue(limits, segments: [10])
    #expect(notices(10, &wire, talk) == false)
    #expect(wire.table.statistics.historyBytes == 0)
  }
}
