import Bytes

/// Fits one clock to another.
struct ClockEstimate {
  /// A moment by both clocks, in nanoseconds.
  struct Pair: Hashable {
    var side: Side
    var reference: Int64
    /// The other clock's time minus the reference's.
    var difference: Int64
  }

  /// Pairs that are looked at, two by two.
  static let pairLimit = 240
  /// No computer clock drifts more than this, in parts per million.
  static let greatestDrift = 1_000.0

  /// Nil without a pair.
  ///
  /// Drift is the median slope between pairs of one side (Theil 1950, Sen 1968), which a third of
  /// outliers do not move; the offset is the mean of both sides' medians, so that the way between
  /// the two places cancels out.
  static func fit(_ all: [Pair], connections: Int) -> ClockFit? {
    let pairs = thinned(
      all.sorted { ($0.reference, $0.difference) < ($1.reference, $1.difference) })
    guard let first = pairs.first else { return nil }
    let drift = drift(pairs)
    func level(_ side: Side) -> Double? {
      median(
        pairs.filter { $0.side == side }.map {
          Double($0.difference) - Double($0.reference &- first.reference) * drift / 1_000_000
        })
    }
    let levels = (client: level(.client), server: level(.server))
    let offset: Double
    let way: Double
    switch levels {
    case (let client?, let server?):
      offset = client + (server - client) / 2
      way = abs(server - client) / 2
    case (let one?, nil), (nil, let one?):
      offset = one
      way = 0
    case (nil, nil): return nil
    }
    let noise =
      median(
        pairs.map {
          let own = ($0.side == .client ? levels.client : levels.server) ?? offset
          return abs(
            Double($0.difference) - own - Double($0.reference &- first.reference) * drift
              / 1_000_000)
        }) ?? 0
    return ClockFit(
      origin: Timestamp(nanoseconds: first.reference),
      offset: Interval(nanoseconds: Int64(clamping: offset)), drift: drift,
      uncertainty: Interval(nanoseconds: Int64(clamping: way + noise)), landmarks: all.count,
      connections: connections)
  }

  /// An even choice, so that work and memory stay bounded.
  private static func thinned(_ pairs: [Pair]) -> [Pair] {
    guard pairs.count > pairLimit else { return pairs }
    return (0..<pairLimit).map { pairs[$0 * (pairs.count - 1) / (pairLimit - 1)] }
  }

  /// The median slope, in parts per million; 0 where the noise is greater than what it explains.
  private static func drift(_ pairs: [Pair]) -> Double {
    var slopes: [Double] = []
    for (index, one) in pairs.enumerated() {
      for other in pairs[(index + 1)...] where other.side == one.side {
        let span = Double(other.reference &- one.reference)
        // Pairs close together tell of noise alone.
        guard span >= 500_000_000 else { continue }
        slopes.append(Double(other.difference &- one.difference) / span * 1_000_000)
      }
    }
    guard slopes.count >= 6, let slope = median(slopes), abs(slope) <= greatestDrift else {
      return 0
    }
    // Drift is real where nearly all slopes have its sign.
    let agreeing = slopes.count { ($0 > 0) == (slope > 0) }
    return agreeing * 4 >= slopes.count * 3 ? slope : 0
  }

  static func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1
      ? sorted[middle] : sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2
  }
}
