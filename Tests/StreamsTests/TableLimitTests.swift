import Bytes
import Packets
import Streams
import Testing

/// Every limit of the whole table, reached.
struct TableLimitTests {
  private func limited(_ connections: Int) -> StreamLimits {
    var limits = StreamLimits()
    limits.connections = connections
    return limits
  }

  @Test func `a full table makes room, and every connection is told of`() {
    var wire = Wire(limited(50))
    for port in 1...1000 as ClosedRange<UInt16> {
      var talk = Conversation(.host(1, port))
      talk.open(&wire)
      talk.say("x", fromClient: true, &wire)
    }
    let statistics = wire.table.statistics
    #expect(statistics.active == 50 && statistics.mostActive == 50)
    #expect(statistics[closed: .evicted] == 950 && statistics.limits.connections == 950)
    wire.finish()
    #expect(wire.summaries.count == 1000)
    #expect(wire.table.statistics.imbalances == [])
  }

  @Test func `a flood of SYNs hardly touches the connections that talk`() {
    var wire = Wire(limited(200))
    var talks: [Conversation] = []
    for port in 1...20 as ClosedRange<UInt16> {
      var talk = Conversation(.host(1, port))
      talk.open(&wire)
      talks.append(talk)
    }
    for port in 1...5000 as ClosedRange<UInt16> {
      var flood = Conversation(.host(66, port))
      flood.syn(&wire)
    }
    let lost = wire.summaries.filter { $0.recordEnd == .evicted && $0.opening == .handshake }
    #expect(lost.count == 0)
  }

  @Test func `ended and ignored connections go first`() {
    var wire = Wire(limited(40))
    wire.interest = { $0.contains(">10.0.0.3:") ? .ignore : .keep }
    for port in 1...40 as ClosedRange<UInt16> {
      let server = port <= 20 ? 2 : 3
      var talk = Conversation(.host(1, port), .host(UInt32(server), 143))
      talk.open(&wire)
      if port % 2 == 0, port <= 20 { talk.close(&wire) }
    }
    for port in 100..<110 as Range<UInt16> {
      var talk = Conversation(.host(1, port))
      talk.open(&wire)
    }
    let interesting = wire.summaries.filter { !$0.isIgnored && $0.over == nil }
    #expect(wire.summaries.count == 10)
    #expect(interesting.count == 0)
    #expect(wire.table.statistics.limits.connections == 0)
    #expect(wire.table.statistics.limits.idleRecords == 10)
  }

  @Test func `all connections together hold so much out of order and no more`() {
    var limits = StreamLimits()
    limits.tableOutOfOrderBytes = 5000
    var wire = Wire(limits)
    for port in 1...20 as ClosedRange<UInt16> {
      var talk = Conversation(.host(1, port))
      talk.open(&wire)
      talk.skip(1, fromClient: true)
      talk.say(String(repeating: "x", count: 500), fromClient: true, &wire)
    }
    #expect(wire.table.statistics.heldBytes <= 5000)
    #expect(wire.table.statistics.limits.tableOutOfOrder == 20 - 5000 / 564)
    wire.finish()
    #expect(wire.table.statistics.heldBytes == 0)
    #expect(wire.table.statistics.imbalances == [])
  }

  @Test func `so many servers are learned`() {
    var limits = StreamLimits()
    limits.learnedServers = 2
    var wire = Wire(limits)
    for port in [4000, 4001, 4001, 4002, 4003] as [UInt16] {
      wire.learnServer(.host(9, port))
    }
    #expect(wire.table.statistics.limits.learnedServers == 2)
    for port in [4001, 4002] as [UInt16] {
      let talk = Conversation(.host(1, 3000), .host(9, port))
      wire.send(talk.segment(&wire, fromClient: true), [65])
    }
    #expect(wire.openings.map(\.roles) == [.knownServer, .lowerPort])
  }

  @Test func `limits of nothing do not trap`() {
    var limits = StreamLimits()
    limits.connections = 0
    limits.outOfOrderBytes = 0
    limits.outOfOrderSegments = 0
    limits.overlapDepth = 0
    limits.assumedWindow = 0
    limits.handshakeCandidates = 0
    limits.synPayload = 0
    limits.declaredGaps = 0
    limits.bulkSegment = 0
    limits.tableOutOfOrderBytes = 0
    limits.tableHistoryBytes = 0
    limits.learnedServers = 0
    limits.serverPorts = []
    for policy in OverlapPolicy.allCases {
      var wire = Wire(limits, policy: policy)
      for port in 1...3 as ClosedRange<UInt16> {
        var talk = Conversation(.host(1, port))
        talk.open(&wire)
        talk.skip(2, fromClient: true)
        talk.say("ahead", fromClient: true, &wire)
        talk.say("answer", fromClient: false, &wire)
        talk.close(&wire)
      }
      wire.finish()
      #expect(wire.summaries.count == 3)
      #expect(wire.table.statistics.imbalances == [])
    }
  }
}
