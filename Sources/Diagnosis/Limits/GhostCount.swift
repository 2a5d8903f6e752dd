package import Bytes

/// Sessions whose client is gone while the server still holds their slot: ghosts.
///
/// A client that loses power or network sends no FIN; the server keeps the session until its idle
/// time-out (Exchange: AuthenticatedConnectionTimeout, 30 minutes by default).
package struct GhostCount: Hashable, Sendable {
  /// Sessions that the server ended itself after a silence, and whose client never answered.
  package var ended: Int
  /// Sessions without an end, silent since before a refusal, whose client has come back on other
  /// connections and asked for a place again.
  package var open: Int
  /// The longest silence among them, to the server's end or the last refusal.
  package var longestSilence: Interval

  package var all: Int { ended + open }
}
