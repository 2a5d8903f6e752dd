package import Bytes
package import Packets

/// What is known of a connection at its first segment.
package struct ConnectionOpening: Sendable {
  /// What told the client from the server.
  package enum Roles: Sendable {
    /// The SYN or SYN-ACK.
    case handshake
    /// A port of `StreamLimits.serverPorts`, or a server that was learned.
    case knownServer
    /// The lower of the two ports.
    case lowerPort
    /// Who received the first segment.
    case firstSegment
  }

  package var client: Endpoint
  package var server: Endpoint
  package var roles: Roles
  /// Whether the first segment is a SYN without ACK: the connection is seen from its beginning.
  package var isSYNSeen: Bool
  package var stamp: Stamp
}
