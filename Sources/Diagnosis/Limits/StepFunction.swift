package import Bytes

/// An integer that goes up and down by one at instants, with fast extremes over a span of time.
///
/// Building takes O(n log n) time and O(n) memory for n changes, a query O(log n).
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
  /// A tree over `levels`, which are its leaves, from the place `levels.count` on: the node at place
  /// i has the extremes of those at 2i and 2i + 1, and the one at 0 means nothing.
  private var tree: [Extremes] = []

  /// The changes of a function, before it is made.
  package struct Changes {
    /// Moments of +1 and of −1: sorted as plain numbers, the former mostly in order already.
    fileprivate var rises: [Int64] = []
    fileprivate var falls: [Int64] = []

    package init(expecting count: Int = 0) {
      rises.reserveCapacity(count)
      falls.reserveCapacity(count)
    }

    package mutating func rise(_ edge: Edge, _ time: Timestamp) {
      rises.append(StepFunction.moment(time, edge))
    }

    package mutating func fall(_ edge: Edge, _ time: Timestamp) {
      falls.append(StepFunction.moment(time, edge))
    }
  }

  package init(_ changes: consuming Changes) {
    changes.rises.sort()
    changes.falls.sort()
    let (rises, falls) = (changes.rises, changes.falls)
    moments.reserveCapacity(rises.count + falls.count)
    levels.reserveCapacity(rises.count + falls.count)
    var level: Int32 = 0
    var (rise, fall) = (0, 0)
    while rise < rises.count || fall < falls.count {
      let moment = min(
        rise < rises.count ? rises[rise] : .max, fall < falls.count ? falls[fall] : .max)
      while rise < rises.count, rises[rise] == moment {
        level &+= 1
        rise += 1
      }
      while fall < falls.count, falls[fall] == moment {
        level &-= 1
        fall += 1
      }
      moments.append(moment)
      levels.append(level)
    }
    tree = Self.tree(over: levels)
  }

  /// The least and the greatest value at any instant from `start` to `end`, both included.
  package func extremes(from start: Timestamp, through end: Timestamp) -> ClosedRange<Int> {
    let first = index(at: Self.moment(start, .at))
    let last = index(at: Self.moment(max(start, end), .at))
    guard last >= 0 else { return 0...0 }
    var found = first < 0 ? Extremes(0) : Extremes(levels[first])
    var (low, high) = (levels.count + max(first, 0), levels.count + last + 1)
    while low < high {
      if low % 2 == 1 {
        found.merge(tree[low])
        low += 1
      }
      if high % 2 == 1 {
        high -= 1
        found.merge(tree[high])
      }
      (low, high) = (low / 2, high / 2)
    }
    return Int(found.least)...Int(found.greatest)
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

  fileprivate static func moment(_ time: Timestamp, _ edge: Edge) -> Int64 {
    time.nanoseconds.multipliedSaturated(by: 2).addingSaturated(edge.rawValue)
  }

  private static func tree(over levels: [Int32]) -> [Extremes] {
    var tree = [Extremes](repeating: Extremes(0), count: levels.count)
    tree.reserveCapacity(2 * levels.count)
    for level in levels { tree.append(Extremes(level)) }
    for place in (1..<max(1, levels.count)).reversed() {
      tree[place] = tree[2 * place]
      tree[place].merge(tree[2 * place + 1])
    }
    return tree
  }
}

/// The least and the greatest of some values.
private struct Extremes {
  var least: Int32
  var greatest: Int32

  init(_ value: Int32) { (least, greatest) = (value, value) }

  mutating func merge(_ other: Extremes) {
    least = min(least, other.least)
    greatest = max(greatest, other.greatest)
  }
}
