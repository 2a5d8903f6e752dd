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

  /// Offsets that fit about as well may lie this far apart; what happened is the same for all.
  private static let vagueness = Interval.seconds(120)

  /// The offset that lays most events on refusals; nil where very different ones do as well.
  ///
  /// Events have times of whole seconds: a step of one second is as fine as can be told. Where
  /// refusals come thick and fast, a few seconds more or less fit as well: of those the nearest to
  /// a time zone is taken, and how far they reach is the spread.
  static func offset(laying events: [RecordTime], on refusals: [Timestamp]) -> ClockOffset? {
    let votes = votes(of: events, refusals)
    guard let most = votes.values.max(), most >= 3, most * 5 >= events.count * 3 else {
      return nil
    }
    let rivals = votes.filter { $0.value * 4 > most * 3 }.keys.sorted()
    guard let first = rivals.first, let last = rivals.last,
      last - first <= Int64(vagueness.seconds)
    else { return nil }
    let best = votes.filter { $0.value == most }.keys
    guard let ahead = best.min(by: { (fromZone($0), $0) < (fromZone($1), $1) }) else { return nil }
    let spread = max(last - ahead, ahead - first, 1)
    return ClockOffset(
      ahead: .seconds(ahead), spread: .seconds(spread), matches: most, basis: .refusals)
  }

  /// How many events each offset, in seconds, lays on a refusal.
  private static func votes(
    of events: [RecordTime], _ refusals: [Timestamp]
  ) -> [Int64: Int] {
    let step = Interval.seconds(1).nanoseconds
    let each = max(1, pairLimit / max(1, events.count))
    var votes: [Int64: Int] = [:]
    for event in events.prefix(2_000) {
      let seconds = refusals.prefix(each).map { event.instant.since($0).nanoseconds }
        .filter { $0.magnitude <= UInt64(reach.nanoseconds) }
        .map { Int64((Double($0) / Double(step)).rounded()) }
      for second in Set(seconds) { votes[second, default: 0] += 1 }
    }
    return votes
  }

  /// How far an offset is from whole quarters of an hour, which is what time zones differ by.
  private static func fromZone(_ seconds: Int64) -> Int64 {
    let rest = abs(seconds % 900)
    return min(rest, 900 - rest)
  }
}
