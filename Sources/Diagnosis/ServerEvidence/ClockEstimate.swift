import Bytes
import Packets
import ServerRecords
import Sessions

/// Finds how far a log's clock is ahead of the captures'.
enum ClockEstimate {
  /// Differences further apart than this are not of the same connection.
  private static let agreement = Interval.seconds(2)
  /// Time zones, and a clock that is off by minutes.
  private static let reach = Interval.seconds(14 * 3_600 + 600)
  /// Pairs that are compared; more of the same add nothing.
  private static let pairLimit = 200_000

  /// From pairs of the same event in log and capture; nil where they do not agree.
  ///
  /// The offset is the median, so that ports used twice do not move it.
  static func offset(of differences: [Interval], basis: ClockOffset.Basis) -> ClockOffset? {
    let sorted = differences.map(\.nanoseconds).sorted()
    guard !sorted.isEmpty else { return nil }
    let median = sorted[sorted.count / 2]
    let near = sorted.map { $0.subtractingSaturated(median).magnitude }
      .filter { $0 <= UInt64(agreement.nanoseconds) }.sorted()
    guard near.count * 5 >= sorted.count * 3 else { return nil }
    let spread = near[min(near.count - 1, near.count * 9 / 10)]
    return ClockOffset(
      ahead: Interval(nanoseconds: median), spread: Interval(nanoseconds: Int64(clamping: spread)),
      matches: near.count, basis: basis)
  }

  /// The offset that lays most events on refusals; nil where two would do about as well.
  ///
  /// Events have times of whole seconds: a step of one second is as fine as can be told.
  static func offset(laying events: [RecordTime], on refusals: [Timestamp]) -> ClockOffset? {
    let step = Interval.seconds(1).nanoseconds
    let each = max(1, pairLimit / max(1, events.count))
    var votes: [Int64: Int] = [:]
    for event in events.prefix(2_000) {
      let seconds = refusals.prefix(each).map { event.instant.since($0).nanoseconds }
        .filter { $0.magnitude <= UInt64(reach.nanoseconds) }
        .map { Int64((Double($0) / Double(step)).rounded()) }
      for second in Set(seconds) { votes[second, default: 0] += 1 }
    }
    let ranked = votes.sorted { ($1.value, $0.key.magnitude) < ($0.value, $1.key.magnitude) }
    guard let best = ranked.first, best.value >= 3, best.value * 5 >= events.count * 3 else {
      return nil
    }
    let rival = ranked.lazy.filter { abs($0.key - best.key) > 2 }.map(\.value).first ?? 0
    guard rival * 4 <= best.value * 3 else { return nil }
    return ClockOffset(
      ahead: .seconds(best.key), spread: .seconds(1), matches: best.value, basis: .refusals)
  }
}
