import Bytes
import Packets
import Streams
import Testing

/// What a wrong checksum means.
struct ChecksumTests {
  @Test func `a damaged segment is refused where others are whole`() {
    var wire = Wire()
    var talk = Conversation()
    talk.open(&wire)
    wire.send(talk.segment(&wire, fromClient: true), Array("tbue".utf8), isDamaged: true)
    talk.say("true", fromClient: true, &wire)
    wire.finish()
    #expect(wire.log.dropFirst().prefix(2) == ["0 client ! bad_checksum", "0 client \"true\""])
    #expect(wire.summaries[0].sides.client.counters.ledger[fate: .badChecksum] == 4)
    #expect(wire.table.statistics.imbalances == [])
  }

  @Test func `where no checksum is right they are not held against anyone`() {
    var wire = Wire()
    let talk = Conversation()
    wire.send(talk.segment(&wire, fromClient: true, .syn), isDamaged: true)
    for text in ["one", "two"] {
      var segment = talk.segment(&wire, fromClient: true)
      segment.sequenceNumber &+= text == "one" ? 1 : 4
      wire.send(segment, Array(text.utf8), isDamaged: true)
    }
    wire.finish()
    #expect(wire.log.contains("0 client \"one\"") && wire.log.contains("0 client \"two\""))
    let counters = wire.summaries[0].sides.client.counters
    #expect(counters.ledger[segments: .uncheckable] == 3)
    #expect(counters.ledger[anomaly: .badChecksum] == 0)
    #expect(wire.table.statistics.invalidChecksums == 3)
  }

  @Test func `a checksum left to the network card is accepted, counted and told of once`() {
    var wire = Wire()
    var talk = Conversation()
    talk.open(&wire)
    var segment = talk.segment(&wire, fromClient: true)
    for text in ["one", "two"] {
      wire.send(segment, Array(text.utf8), isOffloaded: true)
      segment.sequenceNumber &+= 3
    }
    wire.finish()
    #expect(wire.log.filter { $0.contains("checksum_offload") }.count == 1)
    #expect(wire.summaries[0].sides.client.counters.delivered == 6)
    #expect(wire.summaries[0].sides.client.counters.ledger[anomaly: .checksumOffload] == 2)
  }
}
