package import Bytes

/// An integer that changes at instants: sums of +1 and −1, with fast extremes over a span of time.
///
/// Building takes O(n log n) time and memory for n changes, a query O(log n).
package struct StepFunction: Sendable {
  /// When a change takes hold, against others at the same instant.
  package enum Edge: Int64, Sendable {
    /// The instant itself already has the new value.
    case at = 0
    /// The new value holds only after the instant.
    case after = 1
  }

  /// Twice the nanoseconds, odd for "just after", ascending and distinct.
  private var moments: [Int64] = []
  /// `levels[i]` holds from `moments[i]` on; before the first moment the value is 0.
  private var levels: [Int32] = []
  /// `minima[k][i]` is the least of `levels[i..<(i + 2^k)]`; `maxima` likewise.
  private var minima: [[Int32]] = []
  private var maxima: [[Int32]] = []

  package init(_ changes: [(time: Timestamp, edge: Edge, by: Int32)]) {
    let sorted = changes.map { (moment: Self.moment($0.time, $0.edge), by: $0.by) }
      .sorted { $0.moment < $1.moment }
    var level: Int32 = 0
    for change in sorted {
      level &+= change.by
      if moments.last == change.moment {
        levels[levels.count - 1] = level
      } else {
        moments.append(change.moment)
        levels.append(level)
      }
    }
    minima = Self.table(levels, Swift.min)
    maxima = Self.table(levels, Swift.max)
  }

  /// The least and the greatest value at any instant from `start` to `end`, both included.
  package func extremes(from start: Timestamp, through end: Timestamp) -> ClosedRange<Int> {
    let first = index(at: Self.moment(start, .at))
    let last = index(at: Self.moment(max(start, end), .at))
    guard last >= 0 else { return 0...0 }
    let from = max(first, 0)
    let bits = Int.bitWidth - 1 - (last - from + 1).leadingZeroBitCount
    let other = last - (1 << bits) + 1
    var low = min(minima[bits][from], minima[bits][other])
    var high = max(maxima[bits][from], maxima[bits][other])
    if first < 0 {
      low = min(low, 0)
      high = max(high, 0)
    }
    return Int(low)...Int(max(low, high))
  }

  /// The greatest value of all.
  package var peak: Int { Int(max(0, levels.max() ?? 0)) }

  /// The value after each instant at which it changes, in order.
  package var points: [LoadPoint] {
    zip(moments, levels).map { moment, level in
      LoadPoint(time: Timestamp(nanoseconds: moment >> 1), load: Int(level))
    }
  }

  /// The last index whose moment is not after `moment`; −1 before the first.
  private func index(at moment: Int64) -> Int {
    var (low, high) = (0, moments.count)
    while low < high {
      let middle = (low + high) / 2
      if moments[middle] <= moment { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }

  private static func moment(_ time: Timestamp, _ edge: Edge) -> Int64 {
    time.nanoseconds.multipliedSaturated(by: 2).addingSaturated(edge.rawValue)
  }

  private static func table(
    _ levels: [Int32], _ pick: (Int32, Int32) -> Int32
  ) -> [[Int32]] {
    var rows = [levels]
    var width = 1
    while width * 2 <= levels.count {
      guard let row = rows.last else { break }
      rows.append((0...(levels.count - width * 2)).map { pick(row[$0], row[$0 + width]) })
      width *= 2
    }
    return rows
  }
}
