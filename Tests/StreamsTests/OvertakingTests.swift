import Bytes
import Packets
import Streams
import Testing

struct OvertakingTests {
  @Test func `an answer captured before its question is delivered behind it`() {
    var wire = Wire()
    var talk = Conversation()
    talk.open(&wire)
    let question = talk.segment(&wire, fromClient: true)
    var answer = talk.segment(&wire, fromClient: false)
    answer.acknowledgementNumber = question.sequenceNumber &+ 4
    wire.send(answer, Array("yes".utf8))
    #expect(wire.table.statistics.imbalances == [])
    wire.send(question, Array("well".utf8))
    wire.finish()
    let lines = wire.log.filter { $0.contains("\"") }
    #expect(lines == ["0 client \"well\"", "0 server \"yes\""])
    #expect(wire.table.statistics.imbalances == [])
  }

  @Test func `an answer whose question the capture lost comes with the next answers`() {
    var wire = Wire()
    var talk = Conversation()
    talk.open(&wire)
    var answer = talk.segment(&wire, fromClient: false)
    answer.acknowledgementNumber &+= 10
    for number in 0..<6 {
      wire.send(answer, [UInt8(ascii: "a") + UInt8(number)])
      answer.sequenceNumber &+= 1
      answer.identification &+= 1
    }
    let early = wire.log.filter { $0.contains("server") }
    #expect(early.joined().contains("a"))
    wire.finish()
    #expect(wire.summaries.first?.sides.server.counters.delivered == 6)
    #expect(wire.table.statistics.imbalances == [])
  }

  @Test func `no more segments wait than the limits allow`() {
    var wire = Wire()
    var answers: [TCPSegment] = []
    for host in 1...2_000 {
      var talk = Conversation(.host(UInt32(host), 1_000), .host(60_000, 143))
      talk.open(&wire)
      var answer = talk.segment(&wire, fromClient: false)
      answer.acknowledgementNumber &+= 10
      answers.append(answer)
    }
    for answer in answers { wire.send(answer, [65]) }
    #expect(wire.table.statistics.overtaking == wire.table.limits.tableOvertakingSegments)
    #expect(
      wire.table.statistics.limits.overtaking
        == 2_000 - wire.table.limits.tableOvertakingSegments)
    wire.finish()
    #expect(wire.table.statistics.overtaking == 0)
    #expect(wire.table.statistics.counters.server.delivered == 2_000)
    #expect(wire.table.statistics.imbalances == [])
  }

  @Test func `a RST captured before the SYN that it refuses refuses it`() {
    var wire = Wire()
    let talk = Conversation()
    var syn = talk.segment(&wire, fromClient: true, .syn)
    syn.acknowledgementNumber = 0
    var reset = talk.segment(&wire, fromClient: false, [.rst, .ack])
    reset.sequenceNumber = 0
    reset.acknowledgementNumber = syn.sequenceNumber &+ 1
    wire.send(reset)
    wire.send(syn)
    wire.finish()
    #expect(wire.summaries.map(\.opening) == [.refused])
    #expect(wire.table.statistics.imbalances == [])
  }
}
