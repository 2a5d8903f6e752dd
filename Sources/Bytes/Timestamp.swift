/// An instant in capture time: nanoseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
///
/// Covers the years 1677 to 2262; a capture file that claims more is clamped where it is read.
@frozen @usableFromInline
package struct Timestamp: Hashable, Comparable, Sendable {
  @usableFromInline package var nanoseconds: Int64

  @inlinable
  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  @inlinable
  package static func < (left: Self, right: Self) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// The time from `start` to this instant; negative when this one is earlier.
  @inlinable
  package func since(_ start: Timestamp) -> Interval {
    Interval(nanoseconds: nanoseconds.subtractingSaturated(start.nanoseconds))
  }

  /// This instant moved by `interval`, clamped to the representable years.
  @inlinable
  package func advanced(by interval: Interval) -> Timestamp {
    Timestamp(nanoseconds: nanoseconds.addingSaturated(interval.nanoseconds))
  }
}

/// A span of capture time in nanoseconds.
@frozen @usableFromInline
package struct Interval: Hashable, Comparable, Sendable {
  @usableFromInline package var nanoseconds: Int64

  @inlinable
  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  package static let zero = Interval(nanoseconds: 0)

  @inlinable
  package static func seconds(_ count: Int64) -> Interval {
    Interval(nanoseconds: count.multipliedSaturated(by: 1_000_000_000))
  }

  @inlinable
  package static func milliseconds(_ count: Int64) -> Interval {
    Interval(nanoseconds: count.multipliedSaturated(by: 1_000_000))
  }

  /// The interval in seconds, for display and for the JSON contract.
  package var seconds: Double { Double(nanoseconds) / 1e9 }

  @inlinable
  package static func < (left: Self, right: Self) -> Bool {
    left.nanoseconds < right.nanoseconds
  }
}

extension Int64 {
  /// The sum, or the nearest representable number: capture files carry any time they like.
  @inlinable
  package func addingSaturated(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other < 0 ? .min : .max) : sum
  }

  /// The difference, or the nearest representable number.
  @inlinable
  package func subtractingSaturated(_ other: Int64) -> Int64 {
    let (difference, overflow) = subtractingReportingOverflow(other)
    return overflow ? (other < 0 ? .max : .min) : difference
  }

  /// The product, or the nearest representable number.
  @inlinable
  package func multipliedSaturated(by other: Int64) -> Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? ((self < 0) == (other < 0) ? .max : .min) : product
  }
}
