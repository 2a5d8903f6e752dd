/// The holes of a stream that were declared gaps: bytes that still come for them are late.
///
/// Remembers the last `StreamLimits.declaredGaps`.
struct DeclaredGaps {
  struct Gap {
    var range: Range<Int>
    /// The bytes of all gaps up to this one's end.
    var total: Int
  }

  /// A part of the stream without a gap.
  struct Stretch {
    var range: Range<Int>
    /// The bytes of all gaps before it.
    var skipped: Int
  }

  /// Ascending and disjoint; adjacent gaps are one.
  private var gaps: [Gap] = []

  /// Adds a gap that lies behind all others.
  ///
  /// Returns the gap that had to be forgotten for it, if any.
  mutating func add(_ range: Range<Int>, limit: Int) -> Gap? {
    let total = (gaps.last?.total ?? 0) + range.count
    if let last = gaps.last, last.range.upperBound == range.lowerBound {
      gaps[gaps.count - 1] = Gap(range: last.range.lowerBound..<range.upperBound, total: total)
      return nil
    }
    gaps.append(Gap(range: range, total: total))
    return gaps.count > max(1, limit) ? gaps.removeFirst() : nil
  }

  mutating func removeAll() { gaps = [] }

  /// Calls `late` with each part of `range` that is in a gap and `delivered` with each that is in
  /// none, ascending.
  func divide(_ range: Range<Int>, delivered: (Stretch) -> Void, late: (Range<Int>) -> Void) {
    var position = range.lowerBound
    for gap in gaps[firstGap(endingBehind: position)...] {
      let part = gap.range.clamped(to: range)
      guard !part.isEmpty else { break }
      if position < part.lowerBound {
        let skipped = gap.total - gap.range.count
        delivered(Stretch(range: position..<part.lowerBound, skipped: skipped))
      }
      late(part)
      position = part.upperBound
    }
    guard position < range.upperBound else { return }
    delivered(Stretch(range: position..<range.upperBound, skipped: skipped(before: position)))
  }

  /// The bytes of all gaps before an offset that is in none.
  private func skipped(before offset: Int) -> Int {
    let index = firstGap(endingBehind: offset)
    if index > 0 { return gaps[index - 1].total }
    return gaps.first.map { $0.total - $0.range.count } ?? 0
  }

  private func firstGap(endingBehind offset: Int) -> Int {
    // What is asked for is near the end of the stream.
    var index = gaps.count
    while index > 0, gaps[index - 1].range.upperBound > offset { index -= 1 }
    return index
  }
}
