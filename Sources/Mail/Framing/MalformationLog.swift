import Bytes

/// Lets every malformation through once for a side, a kind and a detail.
struct MalformationLog {
  private var seen: Set<Malformation> = []
  private var gapCount = 0

  /// Whether `malformation` was not reported before; if so, it counts as reported now.
  mutating func isNew(_ malformation: Malformation) -> Bool {
    seen.insert(malformation).inserted
  }

  /// The report of a gap, unless one of this size was reported on this side.
  ///
  /// Sizes are the only detail without a natural bound: beyond `limit` of them `dropped` counts.
  mutating func gap(
    of count: Int, on side: Side, limit: Int, dropped: inout Int
  ) -> Malformation? {
    let gap = Malformation(side: side, kind: .gapInLine, detail: String(count))
    guard !seen.contains(gap) else { return nil }
    guard gapCount < limit else {
      dropped += 1
      return nil
    }
    gapCount += 1
    seen.insert(gap)
    return gap
  }
}
