import Bytes
import Packets
import Streams
import Testing

/// Connections that the consumer does not care for.
struct InterestTests {
  @Test func `of a connection ignored at once only its life is followed`() {
    var wire = Wire()
    wire.interest = { $0.contains("opened") ? .ignore : .keep }
    var talk = Conversation()
    talk.open(&wire)
    talk.say("secret", fromClient: true, &wire)
    talk.close(&wire)
    wire.finish()
    #expect(wire.log == ["0 opened 10.0.0.1:1000>10.0.0.2:143", "0 closed fin"])
    let summary = wire.summaries[0]
    #expect(summary.isIgnored && summary.opening == .handshake)
    #expect(summary.closing?.name == "client-fin" && summary.over?.frame == 6)
    #expect(summary.sides.client.segments == 5 && summary.sides.client.payloadBytes == 6)
    #expect(summary.sides.client.counters.ledger[fate: .ignored] == 6)
    #expect(wire.table.statistics.ignoredBytes.client == 6)
    #expect(wire.table.statistics.imbalances == [])
  }

  @Test func `interest may end in the middle, and nothing more is told`() {
    var wire = Wire()
    wire.interest = { $0.contains("two") ? .ignore : .keep }
    var talk = Conversation()
    talk.open(&wire)
    talk.say("one", fromClient: true, &wire)
    // What is held when interest ends: "three" waits for "two", which comes last.
    let late = talk.segment(&wire, fromClient: true)
    talk.skip(3, fromClient: true)
    talk.say("three", fromClient: true, &wire)
    wire.send(late, Array("two".utf8))
    talk.say("four", fromClient: true, &wire)
    talk.say("answer", fromClient: false, &wire)
    wire.send(talk.segment(&wire, fromClient: false, .rst))
    wire.finish()
    #expect(
      wire.log.dropFirst() == ["0 client \"one\"", "0 client \"two\"", "0 closed rst"])
    let counters = wire.summaries[0].sides.client.counters
    #expect(counters.delivered == 6 && counters.withheld == 5)
    #expect(counters.ledger[fate: .ignored] == 4)
    #expect(counters.streamImbalance == 0)
    #expect(wire.summaries[0].closing?.name == "server-rst")
    #expect(wire.table.statistics.heldBytes == 0)
    #expect(wire.table.statistics.imbalances == [])
  }

  @Test func `the ports of an ignored connection can be used again`() {
    var wire = Wire()
    wire.interest = { $0.contains("0 opened") ? .ignore : .keep }
    var first = Conversation(isn: 5000)
    first.open(&wire)
    var second = Conversation(isn: 900_000)
    second.open(&wire)
    second.say("hello", fromClient: true, &wire)
    wire.finish()
    #expect(
      wire.log == [
        "0 opened 10.0.0.1:1000>10.0.0.2:143", "0 closed replaced",
        "1 opened 10.0.0.1:1000>10.0.0.2:143", "1 client \"hello\"", "1 closed endOfCapture",
      ])
    #expect(wire.summaries[1].synCount == 1)
    #expect(wire.table.statistics.imbalances == [])
  }

  @Test func `an ignored connection goes soon after its end`() {
    var wire = Wire()
    wire.interest = { _ in .ignore }
    var talk = Conversation()
    talk.open(&wire)
    talk.close(&wire)
    wire.advance(.seconds(6))
    #expect(wire.log.last == "0 closed fin")
  }
}
