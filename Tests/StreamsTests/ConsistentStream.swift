/// A conversation of two hosts that never contradict themselves, as a capture may hold it:
/// reordered, repeated, cut up again, with frames missing.
struct ConsistentStream {
  private(set) var example: ReassemblyCase
  private(set) var client = ByteMapModel()
  private(set) var server = ByteMapModel()

  init(_ random: inout RandomSource) {
    let isn = ["c2s": [Self.isn(&random)], "s2c": [Self.isn(&random)]]
    example = ReassemblyCase(id: "random", isn: isn, events: [])
    var events = [
      ReassemblyCase.Event(dir: "c2s", off: 0, flags: "S"),
      ReassemblyCase.Event(dir: "s2c", off: 0, flags: "SA", ack: 1),
    ]
    for direction in ["c2s", "s2c"] where random.chance(0.8) {
      events += segments(direction, &random)
    }
    // The handshake stays in front; the rest overtakes itself a little, or altogether.
    let reach = random.pick(0, 1, 3, 100)
    for index in events.indices.dropFirst(2) {
      events.swapAt(index, random.number(index...min(events.count - 1, index + reach)))
    }
    for index in events.indices { events[index].t = Double(index + 1) / 1024 }
    example.events = events
  }

  private static func isn(_ random: inout RandomSource) -> UInt32 {
    random.chance(0.6)
      ? UInt32.max - UInt32(random.number(0...300))
      : UInt32.random(in: 0...UInt32.max, using: &random)
  }

  private mutating func segments(
    _ direction: String, _ random: inout RandomSource
  ) -> [ReassemblyCase.Event] {
    let length = random.number(1...random.pick(5, 40, 300))
    let loss = random.pick(0, 0, 0.1)
    let longest = random.pick(1, 8, 60)
    var events: [ReassemblyCase.Event] = []
    var start = 1
    while start <= length {
      let count = min(random.number(1...longest), length + 1 - start)
      if !random.chance(loss) { events.append(segment(direction, start, count)) }
      if random.chance(0.2) {
        // Cut up again: the boundaries differ.
        let again = max(1, start - random.number(0...longest))
        let end = min(length + 1, again + random.number(1...longest))
        events.append(segment(direction, again, end - again))
      }
      start += count
    }
    return events
  }

  private mutating func segment(
    _ direction: String, _ start: Int, _ count: Int
  ) -> ReassemblyCase.Event {
    let bytes = (start..<(start + count)).map { UInt8(truncatingIfNeeded: $0 &* 131 ^ $0 >> 3) }
    if direction == "c2s" { client.add(bytes, at: start) } else { server.add(bytes, at: start) }
    let text = String(String.UnicodeScalarView(bytes.map { UnicodeScalar($0) }))
    return ReassemblyCase.Event(dir: direction, off: start, flags: "A", ack: 1, data: text)
  }
}
