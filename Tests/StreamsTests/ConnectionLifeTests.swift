import Bytes
import Packets
import Streams
import Testing

/// How connections begin and end in the table.
struct ConnectionLifeTests {
  @Test func `a conversation gives its bytes in order and a summary`() {
    var wire = Wire()
    var talk = Conversation()
    talk.open(&wire)
    talk.say("* OK\r\n", fromClient: false, &wire)
    talk.say("a1 LOGOUT\r\n", fromClient: true, &wire)
    talk.close(&wire)
    wire.finish()
    #expect(
      wire.log == [
        "0 opened 10.0.0.1:1000>10.0.0.2:143", "0 server \"* OK\r\n\"",
        "0 client \"a1 LOGOUT\r\n\"", "0 client fin", "0 server fin", "0 closed fin",
      ])
    let summary = wire.summaries[0]
    #expect(summary.opening == .handshake)
    #expect(summary.roles == .handshake)
    #expect(
      [summary.syn, summary.synACK, summary.handshake].map { $0?.frame } == [1, 2, 3])
    #expect([summary.first.frame, summary.last.frame] == [1, 8])
    #expect(summary.closing?.name == "client-fin" && summary.closing?.stamp.frame == 6)
    #expect(summary.otherClosing?.name == "server-fin" && summary.over?.frame == 7)
    #expect(summary.synCount == 1)
    #expect(summary.sides.client.segments == 5 && summary.sides.server.segments == 3)
    #expect(summary.sides.client.payloadBytes == 11 && summary.sides.server.payloadBytes == 6)
    #expect(summary.sides.client.counters.delivered == 11)
    #expect(wire.table.statistics.imbalances == [])
  }

  @Test func `the answer to a SYN tells how a connection opened`() {
    var wire = Wire()
    var unanswered = Conversation(.host(1, 1), .host(9, 143))
    unanswered.syn(&wire)
    unanswered.clientNext &-= 1
    unanswered.syn(&wire)
    var refused = Conversation(.host(1, 2), .host(9, 143))
    refused.syn(&wire)
    wire.send(refused.segment(&wire, fromClient: false, [.rst, .ack]))
    var oneSided = Conversation(.host(1, 3), .host(9, 143))
    oneSided.syn(&wire)
    oneSided.acknowledge(fromClient: true, &wire)
    let midstream = Conversation(.host(1, 4), .host(9, 143))
    wire.send(midstream.segment(&wire, fromClient: true))
    wire.finish()
    #expect(wire.summaries.map(\.opening) == [.unanswered, .refused, .handshake, .midstream])
    #expect(wire.summaries.map(\.synCount) == [2, 1, 1, 0])
    #expect(wire.summaries[1].closing?.name == "server-rst")
    #expect(wire.summaries[1].recordEnd == .reset)
    #expect(wire.log.contains("1 server refused"))
    #expect(wire.summaries[0].sides.server.isSeen == false)
  }

  @Test func `data of a SYN-ACK that turned out not to be the true one is nobody's`() {
    var wire = Wire()
    var talk = Conversation()
    talk.syn(&wire)
    // The first one carries data, and the client takes the second one.
    wire.send(
      wire.segment(
        from: talk.server, to: talk.client, [.syn, .ack], seq: talk.serverNext &- 500,
        ack: talk.clientNext),
      Array("untrue".utf8))
    talk.synACK(&wire)
    talk.acknowledge(fromClient: true, &wire)
    // What it begins with is lost.
    talk.skip(10, fromClient: false)
    talk.say("true", fromClient: false, &wire)
    talk.acknowledge(fromClient: true, &wire)
    wire.finish()
    #expect(!wire.log.contains { $0.contains("untrue") })
    let counters = wire.summaries[0].sides.server.counters
    #expect(counters.delivered == 4 && counters.ledger.gapBytes == 10)
    #expect(wire.table.statistics.imbalances == [])
  }

  @Test func `a RST names the side that sent it, also after a FIN`() {
    var wire = Wire()
    var talk = Conversation()
    talk.open(&wire)
    talk.fin(fromClient: false, &wire)
    talk.say("QUIT\r\n", fromClient: true, &wire)
    wire.send(talk.segment(&wire, fromClient: true, .rst))
    wire.finish()
    let summary = wire.summaries[0]
    #expect(summary.closing?.name == "server-fin")
    #expect(summary.otherClosing?.name == "client-rst")
    #expect(summary.over?.frame == 6)
    #expect(summary.recordEnd == .reset)
  }

  @Test func `a FIN ahead of lost bytes closes with the stamp of its own frame`() {
    var wire = Wire()
    var talk = Conversation()
    talk.open(&wire)
    talk.skip(10, fromClient: true)
    talk.fin(fromClient: true, &wire)
    talk.acknowledge(fromClient: false, &wire)
    wire.wait(.seconds(1))
    talk.acknowledge(fromClient: false, &wire)
    wire.finish()
    #expect(wire.log.dropFirst().prefix(2) == ["0 client gap 10 ack", "0 client fin"])
    #expect(wire.summaries[0].closing?.stamp.frame == 4)
    #expect(wire.summaries[0].recordEnd == .endOfCapture)
  }

  @Test func `late segments belong to the connection that has just ended`() {
    var wire = Wire()
    var talk = Conversation()
    talk.open(&wire)
    talk.say("bye", fromClient: true, &wire)
    talk.close(&wire)
    wire.wait(.seconds(50))
    talk.acknowledge(fromClient: false, &wire)
    #expect(wire.log.filter { $0.contains("opened") }.count == 1)
    wire.wait(.seconds(61))
    talk.acknowledge(fromClient: false, &wire)
    #expect(wire.log.filter { $0.contains("opened") }.count == 1)
  }

  @Test func `a SYN with a new number after the end begins another connection`() {
    var wire = Wire()
    var first = Conversation(isn: 5000)
    first.open(&wire)
    first.say("one", fromClient: true, &wire)
    first.close(&wire)
    var second = Conversation(isn: 900_000)
    second.open(&wire)
    second.say("two", fromClient: true, &wire)
    wire.finish()
    #expect(
      wire.log == [
        "0 opened 10.0.0.1:1000>10.0.0.2:143", "0 client \"one\"", "0 client fin", "0 server fin",
        "0 closed fin", "1 opened 10.0.0.1:1000>10.0.0.2:143", "1 client \"two\"",
        "1 closed endOfCapture",
      ])
  }

  @Test func `a SYN in mid-connection begins another one only when the server agrees`() {
    var wire = Wire()
    var first = Conversation(isn: 5000)
    first.open(&wire)
    first.say("one", fromClient: true, &wire)
    var second = Conversation(isn: 900_000)
    second.syn(&wire)
    first.say("more", fromClient: true, &wire)
    #expect(wire.takeLog().last == "0 client \"more\"")
    second.synACK(&wire)
    second.acknowledge(fromClient: true, &wire)
    second.say("two", fromClient: true, &wire)
    wire.finish()
    #expect(
      wire.log == [
        "0 closed replaced", "1 opened 10.0.0.1:1000>10.0.0.2:143", "1 client \"two\"",
        "1 closed endOfCapture",
      ])
    #expect(wire.summaries[1].opening == .handshake && wire.summaries[1].syn?.frame == 5)
    #expect(wire.summaries[1].first.frame == 5 && wire.summaries[1].synCount == 1)
    #expect(wire.table.statistics.imbalances == [])
  }

  @Test func `ports that a connection in mid-stream used can be used again`() {
    var wire = Wire()
    var old = Conversation(isn: 70_000)
    old.say("old", fromClient: true, &wire)
    wire.wait(.seconds(5))
    var new = Conversation(isn: 900_000)
    new.open(&wire)
    new.say("new", fromClient: true, &wire)
    wire.finish()
    #expect(wire.summaries.map(\.opening) == [.midstream, .handshake])
    #expect(wire.summaries.map(\.recordEnd) == [.replaced, .endOfCapture])
    #expect(wire.summaries.map(\.sides.client.counters.delivered) == [3, 3])
  }

  @Test func `a refused client may try again from the same port`() {
    var wire = Wire()
    for isn in [5000, 900_000] as [UInt32] {
      var talk = Conversation(isn: isn)
      talk.syn(&wire)
      wire.send(talk.segment(&wire, fromClient: false, [.rst, .ack]))
    }
    var talk = Conversation(isn: 12_345_678)
    talk.open(&wire)
    wire.finish()
    #expect(wire.summaries.map(\.opening) == [.refused, .refused, .handshake])
  }
}
