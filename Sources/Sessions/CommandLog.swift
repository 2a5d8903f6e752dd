import Bytes

/// The timed commands of a session: all of them, or an even choice from its whole life and the
/// slowest.
package struct CommandLog: Codable, Sendable {
  /// Commands chosen evenly; beyond this many, every other one is let go.
  package static let sampleLimit = 128
  /// Slow commands that are kept whatever the choice.
  package static let slowestLimit = 16

  /// Every `stride`-th command, from the first.
  private var sample: [CommandFact] = []
  /// The slowest of all, in the order in which they came; empty while `sample` has everything.
  private var slowest: [CommandFact] = []
  private var stride: UInt32 = 1
  private var total: UInt32 = 0

  private enum CodingKeys: String, CodingKey {
    case sample = "a"
    case slowest = "s"
    case stride = "n"
    case total = "t"
  }

  /// All timed commands, at most four thousand million.
  package var count: Int { Int(total) }

  package init() {}

  /// The commands kept, in the order of their requests.
  package var facts: [CommandFact] {
    guard stride > 1 else { return sample }
    let kept = Set(sample)
    return (sample + slowest.filter { !kept.contains($0) }).sorted {
      ($0.request.time, $0.request.frame) < ($1.request.time, $1.request.frame)
    }
  }

  /// The commands of the even choice only: what a typical command was like.
  package var evenly: [CommandFact] { sample }

  package mutating func add(_ fact: CommandFact) {
    guard total < .max else { return }
    defer { total += 1 }
    if stride > 1 { keepIfSlow(fact) }
    guard total % stride == 0 else { return }
    sample.append(fact)
    guard sample.count > Self.sampleLimit else { return }
    if stride == 1 { for fact in sample { keepIfSlow(fact) } }
    stride *= 2
    sample = sample.indices.filter { $0 % 2 == 0 }.map { sample[$0] }
  }

  /// Replaces when commands were asked for.
  mutating func mapRequests(_ map: (Stamp) -> Stamp) {
    for index in sample.indices { sample[index].request = map(sample[index].request) }
    for index in slowest.indices { slowest[index].request = map(slowest[index].request) }
  }

  private mutating func keepIfSlow(_ fact: CommandFact) {
    if slowest.count == Self.slowestLimit {
      guard let fastest = slowest.indices.min(by: { slowest[$0].think < slowest[$1].think }),
        slowest[fastest].think < fact.think
      else { return }
      slowest.remove(at: fastest)
    }
    slowest.append(fact)
  }
}
