import Bytes
import Packets
import Streams
import Testing

/// Copies of frames that a span port makes, and what is none.
struct DuplicateFrameTests {
  @Test func `a frame that comes twice has no effect, routed or not`() {
    var wire = Wire()
    var talk = Conversation()
    talk.open(&wire)
    let segment = talk.segment(&wire, fromClient: true, [.ack, .psh])
    wire.send(segment, Array("a1 NOOP\r\n".utf8))
    var routed = segment
    routed.hopLimit -= 1
    wire.send(routed, Array("a1 NOOP\r\n".utf8))
    wire.finish()
    #expect(wire.log.filter { $0.contains("client") } == ["0 client \"a1 NOOP\r\n\""])
    let side = wire.summaries[0].sides.client
    #expect(side.segments == 3 && side.payloadBytes == 9)
    #expect(side.counters.ledger[segments: .duplicateFrames] == 1)
    #expect(side.counters.ledger[segments: .duplicateFrameBytes] == 9)
    #expect(side.counters.ledger[segments: .retransmitted] == 0)
    #expect(wire.table.statistics.duplicateFrames.client == 1)
    #expect(wire.table.statistics.imbalances == [])
  }

  @Test func `every frame of a conversation may come twice, a burst later`() {
    var wire = Wire()
    var talk = Conversation()
    talk.open(&wire)
    for _ in 0..<5 {
      var burst: [(TCPSegment, [UInt8])] = []
      for index in 0..<8 {
        burst.append((talk.segment(&wire, fromClient: false), [UInt8(65 + index)]))
        talk.skip(1, fromClient: false)
      }
      for (segment, payload) in burst { wire.send(segment, payload) }
      for (segment, payload) in burst { wire.send(segment, payload) }
    }
    wire.finish()
    #expect(wire.summaries[0].sides.server.counters.delivered == 40)
    #expect(wire.table.statistics.duplicateFrames.server == 40)
    #expect(wire.summaries[0].sides.server.counters.ledger.anomalies == [])
  }

  @Test func `another identification, or half a second, makes it a retransmission`() {
    var wire = Wire()
    var talk = Conversation()
    talk.open(&wire)
    let segment = talk.segment(&wire, fromClient: true)
    wire.send(segment, [65, 66])
    talk.skip(2, fromClient: true)
    wire.send(talk.segment(&wire, fromClient: true, behind: 2), [65, 66])
    wire.wait(.milliseconds(600))
    wire.send(segment, [65, 66])
    wire.finish()
    let ledger = wire.summaries[0].sides.client.counters.ledger
    #expect(ledger[segments: .retransmitted] == 2)
    #expect(ledger[segments: .retransmittedBytes] == 4)
    #expect(ledger[fate: .duplicate] == 4)
    #expect(ledger[segments: .duplicateFrames] == 0)
  }

  @Test(arguments: [(10, 1), (40, 0)])
  func `without identification and timestamps only the next moment counts`(
    milliseconds: Int64, copies: Int
  ) {
    var wire = Wire()
    var talk = Conversation()
    talk.open(&wire)
    var segment = talk.segment(&wire, fromClient: true)
    segment.identification = 0
    wire.send(segment, [65])
    wire.wait(.milliseconds(milliseconds))
    wire.send(segment, [65])
    #expect(wire.table.statistics.duplicateFrames.client == copies)
  }

  @Test func `bytes that contradict the first copy are never a duplicate`() {
    var wire = Wire()
    var talk = Conversation()
    talk.open(&wire)
    var segment = talk.segment(&wire, fromClient: true)
    // Swapped words leave the checksum as it was.
    wire.send(segment, Array("ABCD".utf8))
    wire.send(segment, Array("CDAB".utf8))
    segment.sequenceNumber &+= 10
    wire.send(segment, Array("EFGH".utf8))
    wire.send(segment, Array("GHEF".utf8))
    #expect(wire.log.filter { $0.contains("overlap_diff") }.count == 2)
    #expect(wire.table.statistics.duplicateFrames.client == 0)
  }

  @Test func `what overtakes is out of order, what fills an old hole is recovered`() {
    var wire = Wire()
    var talk = Conversation()
    talk.open(&wire)
    for pause in [0, 100] as [Int64] {
      let early = talk.segment(&wire, fromClient: true)
      talk.skip(2, fromClient: true)
      wire.send(talk.segment(&wire, fromClient: true), [67, 68])
      talk.skip(2, fromClient: true)
      wire.wait(.milliseconds(pause))
      wire.send(early, [65, 66])
    }
    wire.finish()
    let counters = wire.summaries[0].sides.client.counters
    #expect(counters.delivered == 8)
    #expect(counters.ledger[segments: .outOfOrder] == 1)
    #expect(counters.ledger[segments: .recovered] == 1)
    #expect(counters.ledger[segments: .retransmitted] == 0)
  }

  @Test func `keep-alives and zero-window probes are not retransmissions`() {
    var wire = Wire()
    var talk = Conversation()
    talk.syn(&wire)
    var answer = wire.segment(
      from: talk.server, to: talk.client, [.syn, .ack], seq: talk.serverNext, ack: talk.clientNext)
    answer.window = 3
    wire.send(answer)
    talk.skip(1, fromClient: false)
    talk.say("abc", fromClient: true, &wire)
    var full = talk.segment(&wire, fromClient: false)
    full.window = 0
    wire.send(full)
    wire.send(talk.segment(&wire, fromClient: true), [100])
    wire.send(talk.segment(&wire, fromClient: true, behind: 1), [0])
    wire.finish()
    let ledger = wire.summaries[0].sides.client.counters.ledger
    #expect(ledger.anomalies == [.zeroWindowProbe, .keepAlive])
    #expect(ledger[segments: .retransmitted] == 0)
    #expect(ledger[fate: .probe] == 1 && ledger[fate: .keepAlive] == 1)
    #expect(wire.table.statistics.imbalances == [])
  }
}
