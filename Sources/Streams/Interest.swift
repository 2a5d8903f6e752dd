/// Whether a consumer wants more of a connection.
package enum Interest: Equatable, Sendable {
  case keep
  /// The next so many bytes of the side that the event was about need not be lent: they are counted,
  /// and told by `StreamEvent.passed` before anything else is. Holds until the next event.
  case pass(Int)
  /// Nothing but `StreamEvent.closed` follows: the table stops reassembling the connection and only
  /// tracks its life.
  case ignore
}
