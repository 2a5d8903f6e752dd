/// The two endpoints of a TCP connection in canonical order, whoever sent.
package struct ConnectionKey: Hashable, Sendable {
  /// The endpoint that compares less (equal endpoints: both are the same).
  package var lower: Endpoint
  package var upper: Endpoint

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
}
