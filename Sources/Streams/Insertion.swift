/// What became of a segment that was put into an `OutOfOrderBuffer`.
struct Insertion {
  /// Captured bytes that were held already, with the same value.
  var duplicate = 0
  /// Captured bytes that were held already, with another value.
  var conflicting = 0
  /// Where it disagreed: for each held segment the range from the first to the last such byte.
  var conflicts: [Range<Int>] = []
  /// Whether it was not taken at all (`StreamLimits.overlapDepth`).
  var isRefused = false
}
