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

  @Test func `bytes that may pass are counted, and told before anything else`() {
    var wire = Wire()
    wire.interest = { $0.contains("literal") ? .pass(10) : .keep }
    var talk = Conversation()
    talk.open(&wire)
    talk.say("literal", fromClient: false, &wire)
    talk.say("12345", fromClient: false, &wire)
    talk.say("678", fromClient: false, &wire)
    talk.say("90 and more", fromClient: false, &wire)
    talk.say("the end", fromClient: false, &wire)
    talk.close(&wire)
    wire.finish()
    #expect(
      Array(wire.log.dropFirst().prefix(4)) == [
        "0 server \"literal\"", "0 server passed 8", "0 server \"90 and more\"",
        "0 server \"the end\"",
      ])
    #expect(wire.summaries[0].sides.server.counters.delivered == 33)
    #expect(wire.table.statistics.imbalances == [])
  }

  @Test func `any event ends a passage, also one of the other side`() {
    var wire = Wire()
    wire.interest = { $0.contains("literal") ? .pass(100) : .keep }
    var talk = Conversation()
    talk.open(&wire)
    talk.say("literal", fromClient: true, &wire)
    talk.say("12345", fromClient: true, &wire)
    talk.say("no", fromClient: false, &wire)
    talk.say("six", fromClient: true, &wire)
    talk.say("literal", fromClient: false, &wire)
    talk.say("seven", fromClient: false, &wire)
    wire.finish()
    #expect(
      Array(wire.log.dropFirst()) == [
        "0 client \"literal\"", "0 client passed 5", "0 server \"no\"", "0 client \"six\"",
        "0 server \"literal\"", "0 server passed 5", "0 closed endOfCapture",
      ])
  }

  @Test(arguments: 0..<4)
  func `what passes and what is lent is the whole stream, whatever comes`(batch: Int) {
    for run in 0..<(RandomRuns.isThorough ? 200 : 20) {
      let seed = 4_000_000 + batch * 200 + run
      #expect(
        RandomTalk.lengths(seed: seed, passing: true)
          == RandomTalk.lengths(seed: seed, passing: false),
        "seed \(RandomRuns.seed), \(seed)")
    }
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

/// Traffic of one connection with losses, swaps and repetitions.
private enum RandomTalk {
  /// The bytes of each side between two events that no passage may hide, in their order.
  static func lengths(seed: Int, passing: Bool) -> [String] {
    var random = RandomRuns.source(seed)
    var wire = Wire()
    wire.interest = { passing && $0.contains("\"") ? .pass($0.utf8.count % 40) : .keep }
    var talk = Conversation()
    talk.open(&wire)
    for _ in 0..<60 {
      let isFromClient = random.chance(0.3)
      let text = String(repeating: "x", count: random.number(1...20))
      switch random.number(0...9) {
      case 0: talk.skip(text.utf8.count, fromClient: isFromClient)
      case 1:
        let late = talk.segment(&wire, fromClient: isFromClient)
        talk.skip(text.utf8.count, fromClient: isFromClient)
        talk.say(text, fromClient: isFromClient, &wire)
        wire.send(late, Array(text.utf8))
      case 2:
        talk.say(text, fromClient: isFromClient, &wire)
        wire.send(
          talk.segment(&wire, fromClient: isFromClient, behind: UInt32(text.utf8.count)),
          Array(text.utf8))
      default: talk.say(text, fromClient: isFromClient, &wire)
      }
    }
    wire.finish()
    #expect(wire.table.statistics.imbalances == [])
    return summed(wire.log)
  }

  private static func summed(_ log: [String]) -> [String] {
    var lines: [(side: String, count: Int)] = []
    for line in log {
      let words = line.split(separator: " ", maxSplits: 2).map(String.init)
      var entry = (side: line, count: 0)
      if words.count > 2, words[1] != "opened" {
        if words[2].hasPrefix("\"") {
          entry = (words[1], words[2].utf8.count - 2)
        } else if words[2].hasPrefix("passed ") {
          entry = (words[1], Int(words[2].dropFirst(7)) ?? -1)
        }
      }
      if let last = lines.last, last.side == entry.side {
        lines[lines.count - 1].count += entry.count
      } else {
        lines.append(entry)
      }
    }
    return lines.map { "\($0.side) \($0.count)" }
  }
}
