package import Bytes

/// A connection that holds a slot on the server, with how well its ends are known.
///
/// A server counts a connection when it decides, which is at some time between the request and
/// the answer; it gives the slot back at some time between the first sign of the end and a little
/// after the last.
package struct Holding: Hashable, Sendable {
  package var openEarliest: Timestamp
  package var openLatest: Timestamp
  package var closeEarliest: Timestamp?
  /// Nil when the capture does not show that the server ever gave the slot back.
  package var closeLatest: Timestamp?

  package init(
    openEarliest: Timestamp, openLatest: Timestamp, closeEarliest: Timestamp?,
    closeLatest: Timestamp?
  ) {
    self.openEarliest = openEarliest
    self.openLatest = max(openEarliest, openLatest)
    self.closeEarliest = closeEarliest
    self.closeLatest = closeLatest
  }
}

extension Holding {
  /// Takes it that the server gave the slot back so much earlier, but not before the first sign of
  /// the end.
  mutating func giveBack(earlier: Interval) {
    closeLatest = closeLatest.map {
      max($0.advanced(by: Interval(nanoseconds: -earlier.nanoseconds)), closeEarliest ?? $0)
    }
  }
}

/// Connections held over time: at least so many, at most so many.
package struct LoadTimeline: Sendable {
  /// Those that were certainly open.
  private let sure: StepFunction
  /// Those that may have been open.
  private let possible: StepFunction

  package init(_ holdings: [Holding]) {
    var sure = StepFunction.Changes(expecting: holdings.count)
    var possible = StepFunction.Changes(expecting: holdings.count)
    for holding in holdings {
      possible.rise(.at, holding.openEarliest)
      if let close = holding.closeLatest { possible.fall(.after, close) }
      if let close = holding.closeEarliest, close <= holding.openLatest { continue }
      sure.rise(.after, holding.openLatest)
      if let close = holding.closeEarliest { sure.fall(.at, close) }
    }
    self.sure = StepFunction(sure)
    self.possible = StepFunction(possible)
  }

  /// The load at a moment somewhere from `start` to `end`: no less, no more.
  package func load(from start: Timestamp, through end: Timestamp) -> ClosedRange<Int> {
    let low = sure.extremes(from: start, through: end).lowerBound
    let high = possible.extremes(from: start, through: end).upperBound
    return low...max(low, high)
  }

  /// How many other connections were certainly open together with a granted one, at its answer: the
  /// server allows so many and one.
  package func beside(_ answer: Timestamp) -> Int {
    let after = answer.advanced(by: Interval(nanoseconds: 1))
    return sure.extremes(from: after, through: after).lowerBound - 1
  }

  /// The most connections that were certainly open at one time.
  package var peak: Int { sure.peak }

  /// How the certain load went.
  package var points: [LoadPoint] { sure.points }
}
