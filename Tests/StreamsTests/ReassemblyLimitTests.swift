import Bytes
import Packets
import Streams
import Testing

/// Every limit of one direction, reached.
struct ReassemblyLimitTests {
  /// A connection whose client sends bytes ahead of a hole at `at` (from its next number on).
  private func wireWithHole(
    _ limits: StreamLimits, policy: OverlapPolicy = .first, at offsets: [Int], count: Int = 1
  ) -> (Wire, Conversation) {
    var wire = Wire(limits, policy: policy)
    var talk = Conversation()
    talk.open(&wire)
    for offset in offsets { send(&wire, talk, at: offset, [UInt8](repeating: 65, count: count)) }
    return (wire, talk)
  }

  private func send(_ wire: inout Wire, _ talk: Conversation, at offset: Int, _ bytes: [UInt8]) {
    var segment = talk.segment(&wire, fromClient: true)
    segment.sequenceNumber &+= UInt32(offset)
    wire.send(segment, bytes)
  }

  @Test func `of too many segments out of order the farthest is refused`() {
    var limits = StreamLimits()
    limits.outOfOrderSegments = 10
    var (wire, _) = wireWithHole(limits, at: (1...20).map { $0 * 2 })
    #expect(wire.table.statistics.limits.outOfOrder == 10)
    #expect(wire.table.statistics.heldBytes == 10 * 65)
    wire.finish()
    let counters = wire.summaries[0].sides.client.counters
    #expect(counters.delivered == 10 && counters.ledger[fate: .limit] == 10)
    #expect(counters.ledger[anomaly: .outOfOrderLimit] == 10)
    #expect(wire.table.statistics.imbalances == [])
  }

  @Test func `of too many bytes out of order the farthest are refused`() {
    var limits = StreamLimits()
    limits.outOfOrderBytes = 500
    var (wire, _) = wireWithHole(limits, at: [100, 200, 300, 400, 500, 600], count: 100)
    #expect(wire.table.statistics.limits.outOfOrder == 1)
    wire.finish()
    #expect(wire.summaries[0].sides.client.counters.delivered == 500)
  }

  @Test func `where nobody is seen to acknowledge the nearest hole is given up`() {
    var limits = StreamLimits()
    limits.outOfOrderSegments = 3
    var wire = Wire(limits)
    let talk = Conversation()
    for offset in [0, 10, 20, 30, 40] { send(&wire, talk, at: offset, [65]) }
    #expect(wire.log.contains("0 client gap 9 limit"))
    #expect(wire.table.statistics.limits.outOfOrder == 1)
  }

  @Test func `one byte far ahead costs a byte and a fixed overhead`() {
    let (wire, _) = wireWithHole(StreamLimits(), at: [60_000])
    #expect(wire.table.statistics.heldBytes == 65)
  }

  @Test(arguments: [OverlapPolicy.first, .last, .linux, .solaris])
  func `five hundred islands, filled one by one from the far end, come out whole`(
    policy: OverlapPolicy
  ) {
    let (start, talk) = wireWithHole(
      StreamLimits(), policy: policy, at: (0..<500).map { $0 * 2 + 1 })
    var wire = start
    for offset in (0..<500).reversed() { send(&wire, talk, at: offset * 2, [66]) }
    wire.finish()
    let counters = wire.summaries[0].sides.client.counters
    #expect(counters.delivered == 1000)
    #expect(counters.ledger.anomalies == [])
    #expect(wire.table.statistics.imbalances == [])
  }

  @Test func `a segment that waits does not grow by being repeated`() {
    var limits = StreamLimits()
    limits.outOfOrderSegments = 100_000
    limits.tableOutOfOrderBytes = .max
    let (start, talk) = wireWithHole(limits, at: [10], count: 1000)
    var wire = start
    for _ in 0..<500 {
      wire.wait(.seconds(1))
      send(&wire, talk, at: 10, [UInt8](repeating: 65, count: 1000))
    }
    wire.finish()
    let ledger = wire.summaries[0].sides.client.counters.ledger
    #expect(ledger[fate: .duplicate] == 500_000)
    #expect(ledger[segments: .retransmitted] == 500)
    #expect(wire.table.statistics.imbalances == [])
  }

  @Test func `policies that keep every copy keep so many and no more`() {
    var limits = StreamLimits()
    limits.overlapDepth = 4
    let (start, talk) = wireWithHole(limits, policy: .linux, at: [10], count: 8)
    var wire = start
    for _ in 0..<10 {
      wire.wait(.seconds(1))
      send(&wire, talk, at: 10, [UInt8](repeating: 66, count: 8))
    }
    #expect(wire.table.statistics.limits.overlapDepth == 6)
    send(&wire, talk, at: 0, [UInt8](repeating: 67, count: 10))
    wire.finish()
    #expect(wire.log.contains("0 client \"CCCCCCCCCC\""))
    #expect(wire.log.contains("0 client \"AAAAAAAA\""))
    #expect(wire.table.statistics.imbalances == [])
  }

  @Test func `an acknowledgement far beyond the data is refused`() {
    var limits = StreamLimits()
    limits.assumedWindow = 100
    var wire = Wire(limits)
    let talk = Conversation()
    wire.send(talk.segment(&wire, fromClient: true), [65])
    var answer = talk.segment(&wire, fromClient: false)
    answer.acknowledgementNumber &+= 102
    wire.send(answer, [66])
    #expect(wire.log.last == "0 server ! bad_ack")
    answer.acknowledgementNumber &-= 1
    wire.send(answer, [66])
    #expect(wire.log.last == "0 server \"B\"")
  }

  @Test func `so many SYNs of one handshake are remembered`() {
    var limits = StreamLimits()
    limits.handshakeCandidates = 2
    var wire = Wire(limits)
    var last = Conversation()
    for isn in [5000, 6000, 7000, 8000, 9000] as [UInt32] {
      last = Conversation(isn: isn)
      last.syn(&wire)
    }
    #expect(wire.table.statistics.limits.handshakeCandidates == 2)
    last.synACK(&wire)
    #expect(wire.log.last == "0 server ! synack_bad_ack")
  }

  @Test func `a long payload of a SYN is not kept`() {
    var limits = StreamLimits()
    limits.synPayload = 3
    for text in ["abc", "abcd"] {
      var wire = Wire(limits)
      var talk = Conversation()
      let syn = wire.segment(
        from: talk.client, to: talk.server, .syn, seq: talk.clientNext)
      wire.send(syn, Array(text.utf8))
      talk.skip(1 + text.utf8.count, fromClient: true)
      talk.synACK(&wire)
      let isKept = text.count == 3
      #expect(wire.log.contains("0 client \"abc\"") == isKept)
      #expect(wire.table.statistics.limits.synPayload == (isKept ? 0 : 1))
      wire.finish()
      #expect(wire.table.statistics.imbalances == [])
    }
  }

  @Test func `bytes for a forgotten gap count as repeated`() {
    var limits = StreamLimits()
    limits.declaredGaps = 3
    var wire = Wire(limits)
    var talk = Conversation()
    talk.open(&wire)
    for _ in 0..<5 {
      talk.skip(2, fromClient: true)
      talk.acknowledge(fromClient: false, &wire)
      wire.wait(.seconds(1))
      talk.say("ab", fromClient: true, &wire)
    }
    #expect(wire.table.statistics.limits.declaredGaps == 2)
    wire.send(talk.segment(&wire, fromClient: true, behind: 20), Array("xxabxxabxxab".utf8))
    wire.finish()
    let ledger = wire.summaries[0].sides.client.counters.ledger
    #expect(ledger[fate: .late] == 2)
    #expect(ledger[fate: .duplicate] == 10)
    #expect(ledger[anomaly: .overlapDiff] == 0)
  }
}
