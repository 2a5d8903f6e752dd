import Bytes
import Packets
import Streams
import Testing

/// Who is the client, and which segments are worth a record.
struct RoleTests {
  private static let client = Endpoint.host(7, 50_000)
  private static let server = Endpoint.host(3, 60_143)

  @Test func `the SYN tells who is who, whatever the ports`() {
    var wire = Wire()
    var talk = Conversation(.host(1, 143), .host(2, 50_000))
    talk.open(&wire)
    var answerOnly = Conversation(.host(3, 25), .host(4, 50_000))
    answerOnly.synACK(&wire)
    #expect(
      wire.log.filter { $0.contains("opened") } == [
        "0 opened 10.0.0.1:143>10.0.0.2:50000", "1 opened 10.0.0.3:25>10.0.0.4:50000",
      ])
    #expect(wire.openings.map(\.isSYNSeen) == [true, false])
  }

  @Test func `in mid-stream a known port, a learned server, or the lower port tells`() {
    var wire = Wire()
    let known = Conversation(.host(1, 20), .host(2, 143))
    wire.send(known.segment(&wire, fromClient: false), [1])
    wire.learnServer(Self.server)
    let learned = Conversation(Self.client, Self.server)
    wire.send(learned.segment(&wire, fromClient: true), [1])
    let lower = Conversation(.host(5, 50_000), .host(6, 8080))
    wire.send(lower.segment(&wire, fromClient: false), [1])
    let equal = Conversation(.host(7, 9000), .host(8, 9000))
    wire.send(equal.segment(&wire, fromClient: true), [1])
    #expect(wire.openings.map(\.roles) == [.knownServer, .knownServer, .lowerPort, .firstSegment])
    #expect(wire.openings.map(\.server) == [known.server, Self.server, lower.server, equal.server])
  }

  @Test func `a handshake corrects roles that were guessed`() {
    var wire = Wire()
    // The lower port is the client's.
    var talk = Conversation(.host(1, 1024), .host(2, 40_000))
    talk.say("old", fromClient: true, &wire)
    talk.clientNext = 1
    talk.open(&wire)
    wire.finish()
    #expect(wire.openings.map(\.client) == [.host(2, 40_000), .host(1, 1024)])
    #expect(wire.summaries.map(\.recordEnd) == [.replaced, .endOfCapture])
  }

  @Test(arguments: [TCPFlags.rst, [.rst, .ack]])
  func `a RST tells of no open connection, whatever its port`(flags: TCPFlags) {
    var wire = Wire()
    let mail = Conversation(.host(1, 50_000), .host(2, 143))
    wire.send(mail.segment(&wire, fromClient: false, flags))
    #expect(wire.log == [])
    #expect(wire.table.statistics[untracked: .bare] == 1)
  }

  @Test(arguments: [TCPFlags.ack, [.ack, .fin]])
  func `a bare segment counts on a server's port only`(flags: TCPFlags) {
    var wire = Wire()
    let web = Conversation(.host(1, 50_000), .host(2, 8080))
    wire.send(web.segment(&wire, fromClient: true, flags))
    #expect(wire.log == [])
    #expect(wire.table.statistics[untracked: .bare] == 1)
    let mail = Conversation(.host(1, 50_000), .host(2, 143))
    wire.send(mail.segment(&wire, fromClient: true, flags))
    #expect(wire.log.first == "0 opened 10.0.0.1:50000>10.0.0.2:143")
    #expect(wire.table.statistics.imbalances == [])
  }

  @Test func `a segment that no host sends does not begin a connection`() {
    var wire = Wire()
    var other = Conversation(.host(8, 8), .host(9, 9))
    other.open(&wire)
    _ = wire.takeLog()
    let talk = Conversation()
    var bad = talk.segment(&wire, fromClient: true)
    bad.hasBadDataOffset = true
    wire.send(bad)
    for flags in [[], .psh, [.syn, .fin], [.syn, .rst]] as [TCPFlags] {
      wire.send(talk.segment(&wire, fromClient: true, flags), [1, 2])
    }
    #expect(wire.log == [])
    let statistics = wire.table.statistics
    #expect(statistics[untracked: .badHeader] == 1)
    #expect(statistics[untracked: .badFlags] == 4)
    #expect(statistics.untrackedBytes == 8)
    #expect(statistics.imbalances == [])
  }

  @Test func `a connection from an endpoint to itself has one side`() {
    var wire = Wire()
    let mirror = Conversation(.host(1, 143), .host(1, 143))
    wire.send(mirror.segment(&wire, fromClient: true), [65])
    wire.send(mirror.segment(&wire, fromClient: false), [66])
    wire.finish()
    #expect(wire.summaries.count == 1)
    #expect(wire.summaries[0].sides.server.isSeen == false)
    #expect(wire.table.statistics.imbalances == [])
  }
}
