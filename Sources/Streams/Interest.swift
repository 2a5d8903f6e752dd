/// Whether a consumer wants more of a connection.
package enum Interest: Sendable {
  case keep
  /// Nothing but `StreamEvent.closed` follows: the table stops reassembling the connection and only
  /// tracks its life.
  case ignore
}
