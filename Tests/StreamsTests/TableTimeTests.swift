import Bytes
import Packets
import Streams
import Testing

/// What capture time does to the records of a table.
struct TableTimeTests {
  @Test func `idle connections, unanswered SYNs and ended connections go at their time`() {
    var wire = Wire()
    var idle = Conversation(.host(1, 1))
    idle.open(&wire)
    var unanswered = Conversation(.host(1, 2))
    unanswered.syn(&wire)
    var ended = Conversation(.host(1, 3))
    ended.open(&wire)
    ended.close(&wire)
    wire.advance(.seconds(59))
    #expect(wire.summaries.count == 0)
    wire.advance(.seconds(2))
    #expect(wire.log.last == "2 closed fin")
    wire.advance(.seconds(120))
    #expect(wire.log.last == "1 closed timeout")
    wire.advance(.seconds(7000))
    #expect(wire.summaries.count == 2)
    wire.advance(.seconds(100))
    #expect(wire.log.last == "0 closed timeout")
    #expect(wire.table.statistics.active == 0)
    #expect(wire.table.statistics.imbalances == [])
  }

  @Test func `the sweep finds what is over by the segments of others`() {
    var wire = Wire()
    for port in 1...100 as ClosedRange<UInt16> {
      var talk = Conversation(.host(1, port))
      talk.open(&wire)
      talk.close(&wire)
    }
    wire.wait(.seconds(100))
    var other = Conversation(.host(2, 1), isn: 77)
    other.open(&wire)
    for _ in 0..<200 { other.say("x", fromClient: true, &wire) }
    #expect(wire.table.statistics[closed: .fin] == 100)
    #expect(wire.table.statistics.active == 1)
  }

  @Test func `a connection that returns while its record is there goes on, however late`() {
    var wire = Wire()
    var talk = Conversation()
    talk.open(&wire)
    wire.wait(.seconds(7201))
    // The first frame after so long a silence is not enough to believe its time.
    let other = Conversation(.host(5, 5), .host(6, 8080))
    for _ in 0..<2 { wire.send(other.segment(&wire, fromClient: true)) }
    talk.say("still here", fromClient: true, &wire)
    #expect(
      wire.log == ["0 opened 10.0.0.1:1000>10.0.0.2:143", "0 client \"still here\""])
  }

  @Test func `a hole that an acknowledgement proves is declared although nothing more comes`() {
    var wire = Wire()
    var talk = Conversation()
    talk.open(&wire)
    talk.skip(7, fromClient: true)
    talk.say("after", fromClient: true, &wire)
    talk.acknowledge(fromClient: false, &wire)
    wire.advance(.milliseconds(100))
    #expect(wire.log.count == 1)
    wire.advance(.milliseconds(150))
    #expect(wire.log.dropFirst() == ["0 client gap 7 ack", "0 client \"after\""])
  }

  @Test func `time that runs backwards hurts nobody`() {
    var wire = Wire()
    var talk = Conversation()
    talk.open(&wire)
    talk.say("a", fromClient: true, &wire)
    wire.wait(.seconds(-30))
    talk.say("b", fromClient: true, &wire)
    #expect(wire.table.statistics.clockSteps == 0)
    // A clock that is set back a day: time-outs count on from where they were.
    wire.wait(.seconds(-86_400))
    talk.say("c", fromClient: true, &wire)
    #expect(wire.table.statistics.clockSteps == 1)
    talk.close(&wire)
    wire.advance(.seconds(61))
    #expect(wire.log.last == "0 closed fin")
  }

  @Test func `one absurd time ends no connection`() {
    var wire = Wire()
    var talk = Conversation()
    talk.syn(&wire)
    let before = wire.time
    wire.wait(.seconds(1_300_000_000))
    talk.synACK(&wire)
    wire.time = before
    talk.acknowledge(fromClient: true, &wire)
    talk.say("hello", fromClient: true, &wire)
    wire.finish()
    #expect(wire.summaries.map(\.opening) == [.handshake])
    #expect(wire.log.contains("0 client \"hello\""))
  }

  @Test func `a SYN after a long silence begins a connection`() {
    var wire = Wire()
    var first = Conversation(isn: 5000)
    first.syn(&wire)
    wire.wait(.seconds(600))
    var second = Conversation(isn: 900_000)
    second.open(&wire)
    wire.finish()
    #expect(wire.summaries.map(\.opening) == [.unanswered, .handshake])
    #expect(wire.summaries[0].recordEnd == .timeout)
  }

  @Test func `absurd times do not trap`() {
    var wire = Wire()
    var talk = Conversation()
    talk.open(&wire)
    for nanoseconds in [Int64.max, .min, 0, -1, .max, 5] {
      wire.time = Timestamp(nanoseconds: nanoseconds)
      talk.say("x", fromClient: true, &wire)
    }
    wire.finish()
    #expect(wire.table.statistics.imbalances == [])
  }

  @Test func `an idle connection gives back what it remembers`() {
    var wire = Wire()
    var talk = Conversation()
    talk.open(&wire)
    talk.say("a few bytes", fromClient: true, &wire)
    #expect(wire.table.statistics.historyBytes > 0)
    wire.advance(.seconds(61))
    #expect(wire.table.statistics.historyBytes == 0)
    talk.say("and on it goes", fromClient: true, &wire)
    #expect(wire.log.last == "0 client \"and on it goes\"")
  }
}
