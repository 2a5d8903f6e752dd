import Bytes
import Packets
import Streams
import Testing

/// The books of the table, and who gets what, on random traffic of many connections.
struct RandomTableTests {
  @Test(arguments: 0..<8)
  func `the books balance at any time, whatever comes`(batch: Int) {
    for run in 0..<(RandomRuns.isThorough ? 200 : 20) {
      var random = RandomRuns.source(3_000_000 + batch * 200 + run)
      var limits = StreamLimits()
      limits.connections = random.pick(2, 5, 100)
      limits.outOfOrderSegments = random.pick(2, 1024)
      limits.tableOutOfOrderBytes = random.pick(300, 1 << 20)
      limits.historyBytes = random.pick(0, 16, 4096)
      limits.tableHistoryBytes = random.pick(500, 1 << 20)
      let policy = OverlapPolicy.allCases.randomElement(using: &random) ?? .first
      var wire = Wire(limits, policy: policy, seed: random.next())
      let boredom = random.pick(0, 0.02, 0.3)
      var moods = RandomSource(seed: random.next())
      wire.interest = { text in
        text.contains("closed") || !moods.chance(boredom) ? .keep : .ignore
      }
      for step in 0..<200 {
        send(&wire, &random)
        if step % 40 == 0 { expectBalance(wire, "seed \(RandomRuns.seed), \(batch), \(run)") }
      }
      wire.finish()
      expectBalance(wire, "seed \(RandomRuns.seed), \(batch), \(run), at the end")
      #expect(wire.table.statistics.heldBytes == 0 && wire.table.statistics.historyBytes == 0)
      for summary in wire.summaries {
        for side in Side.allCases {
          let counters = summary.sides[side].counters
          #expect(counters.accounted == summary.sides[side].payloadBytes)
          #expect(counters.streamImbalance == 0 && counters.held == 0)
        }
      }
    }
  }

  private func expectBalance(_ wire: Wire, _ comment: String) {
    let imbalances = wire.table.statistics.imbalances
    #expect(imbalances == [], "\(comment)")
  }

  private func send(_ wire: inout Wire, _ random: inout RandomSource) {
    let client = Endpoint.host(1, UInt16(random.number(1...4)))
    let server = Endpoint.host(2, random.pick(143, 8080))
    let isFromClient = random.chance(0.6)
    let flags = random.pick(
      TCPFlags.ack, .ack, .ack, [.ack, .psh], .syn, [.syn, .ack], [.fin, .ack], .rst, [.rst, .ack],
      [], [.syn, .fin])
    var segment = wire.segment(
      from: isFromClient ? client : server, to: isFromClient ? server : client, flags,
      seq: UInt32(1000 + random.number(0...60)), ack: UInt32(1000 + random.number(0...60)),
      window: random.pick(0, 20, 65535))
    if random.chance(0.1) { segment.identification = 7 }
    if random.chance(0.02) { segment.hasBadDataOffset = true }
    if random.chance(0.02) { segment.isSigned = true }
    let payload = (0..<random.pick(0, 0, 1, 3, 20)).map { _ in random.chance(0.8) ? 65 : UInt8(66) }
    let cut = random.chance(0.1) ? random.number(0...10) : 0
    if random.chance(0.1) {
      wire.wait(random.pick(.milliseconds(300), .seconds(40), .seconds(8000)))
    }
    wire.send(segment, payload, wireCount: payload.count + cut, isDamaged: random.chance(0.03))
    if random.chance(0.1) {
      wire.send(segment, payload, wireCount: payload.count + cut)
    }
  }

  @Test(arguments: [1, 99, .max] as [UInt64])
  func `every segment finds its connection among thousands, whatever the seed`(seed: UInt64) {
    var random = RandomSource(seed: 5)
    var wire = Wire(seed: seed)
    var talks: [Conversation] = []
    for index in 0..<3000 {
      let client = Endpoint.host(UInt32(index / 1000), UInt16(index % 1000 + 1))
      talks.append(Conversation(client, isn: UInt32(index)))
    }
    var said = [String](repeating: "", count: talks.count)
    for index in talks.indices { talks[index].open(&wire) }
    for _ in 0..<10_000 {
      let index = random.number(0...(talks.count - 1))
      let text = "\(index % 10)"
      talks[index].say(text, fromClient: true, &wire)
      said[index] += text
      if random.chance(0.02) { talks[index].close(&wire) }
    }
    // Serial numbers count from 0 in the order of the SYNs; whoever closed says no more.
    var heard = [String](repeating: "", count: talks.count)
    for line in wire.log where line.contains("client \"") {
      let words = line.split(separator: " ")
      heard[Int(words[0]) ?? 0] += words[2].filter(\.isNumber)
    }
    wire.finish()
    let delivered = wire.summaries.reduce(0) { $0 + $1.sides.client.counters.delivered }
    #expect(delivered == heard.reduce(0) { $0 + $1.count })
    for index in said.indices where !heard[index].isEmpty {
      #expect(said[index].hasPrefix(heard[index]))
    }
    #expect(wire.summaries.count == 3000)
    #expect(wire.table.statistics.imbalances == [])
  }

  @Test func `results do not depend on the seed`() {
    let logs = ([1, 2, 3] as [UInt64]).map { seed in
      var random = RandomSource(seed: 9)
      var limits = StreamLimits()
      limits.connections = 5
      var wire = Wire(limits, seed: seed)
      for _ in 0..<2000 { send(&wire, &random) }
      wire.finish()
      return wire.log
    }
    #expect(logs[0] == logs[1] && logs[1] == logs[2])
  }
}
