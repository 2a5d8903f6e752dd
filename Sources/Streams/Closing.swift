package import Bytes

/// How one side closed a connection.
package struct Closing: Hashable, Sendable {
  package enum Kind: Sendable {
    case fin
    /// Also where the RST refused the connection.
    case reset
  }

  package var side: Side
  package var kind: Kind
  /// The frame that carried the FIN or RST.
  package var stamp: Stamp

  /// `client-fin`, `server-fin`, `client-rst` or `server-rst`.
  package var name: String {
    (side == .client ? "client-" : "server-") + (kind == .fin ? "fin" : "rst")
  }
}
