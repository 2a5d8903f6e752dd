import Bytes
import Packets

/// A place on the server that a client wants for a while.
struct Want: Hashable, Sendable {
  var start: Timestamp
  var end: Timestamp
}

/// Recorded wants, played again for another number of agents.
struct Replay {
  /// What clients want that there is one of, and what each agent wants.
  let fixed: [Want]
  let agents: [[Want]]

  /// The wants of so many agents: the recorded ones again and again, each round a little later.
  ///
  /// A round begins later by a share of the time in which the recorded agents arrived, so that two
  /// rounds do not sign in at the very same instant.
  func wants(agents count: Int) -> [Want] {
    guard !agents.isEmpty, count > 0 else { return fixed }
    let starts = agents.compactMap { $0.map(\.start).min() }.sorted()
    let span = starts.last?.since(starts.first ?? starts[0]).nanoseconds ?? 0
    let step = span / Int64(max(1, agents.count))
    var all = fixed
    for number in 0..<count {
      let round = Int64(number / agents.count)
      let delay = Interval(nanoseconds: step.multipliedSaturated(by: round) / 2)
      all += agents[number % agents.count].map {
        Want(start: $0.start.advanced(by: delay), end: $0.end.advanced(by: delay))
      }
    }
    return all
  }

  /// The most wants at one time.
  static func peak(of wants: [Want]) -> Int {
    LoadTimeline(
      wants.map {
        Holding(
          openEarliest: $0.start, openLatest: $0.start, closeEarliest: $0.end, closeLatest: $0.end)
      }
    ).peak
  }

  /// How many wants a server with this limit would refuse, each refused once and for good.
  static func refused(_ wants: [Want], limit: Int) -> Int {
    var ends: [Timestamp] = []
    var refused = 0
    for want in wants.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
      // Those that are over leave; the rest stay in order of their ends.
      let over = ends.prefix { $0 <= want.start }.count
      ends.removeFirst(over)
      guard ends.count < limit else {
        refused += 1
        continue
      }
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if ends[middle] < want.end { low = middle + 1 } else { high = middle }
      }
      ends.insert(want.end, at: low)
    }
    return refused
  }
}
