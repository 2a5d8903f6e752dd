/// Counts warnings by kind: one slot a kind, however many there are.
struct WarningTally {
  private var slots: [CaptureWarning?] = Array(
    repeating: nil, count: CaptureWarning.Kind.allCases.count)

  /// Counts one more; the first one's place and the largest value are kept.
  mutating func note(
    _ kind: CaptureWarning.Kind, frame: Int? = nil, offset: Int, size: Int = 0
  ) {
    guard let slot = CaptureWarning.Kind.allCases.firstIndex(of: kind) else { return }
    if var warning = slots[slot] {
      warning.count += 1
      warning.largest = max(warning.largest, size)
      slots[slot] = warning
    } else {
      slots[slot] = CaptureWarning(
        kind: kind, count: 1, firstFrame: frame, firstOffset: offset, largest: size)
    }
  }

  /// The warnings seen, in the order of their kinds.
  var all: [CaptureWarning] { slots.compactMap(\.self) }
}
