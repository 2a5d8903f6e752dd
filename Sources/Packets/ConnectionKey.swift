/// The two endpoints of a TCP connection in canonical order, whoever sent.
@frozen @usableFromInline
package struct ConnectionKey: Hashable, Sendable {
  /// The endpoint that compares less (equal endpoints: both are the same).
  @usableFromInline package var lower: Endpoint
  @usableFromInline package var upper: Endpoint

  @inlinable
  package init(_ one: Endpoint, _ other: Endpoint) {
    if other < one {
      lower = other
      upper = one
    } else {
      lower = one
      upper = other
    }
  }
  @inlinable
  package static func == (left: Self, right: Self) -> Bool {
    left.lower == right.lower && left.upper == right.upper
  }
}
