/// How one direction of a connection ended.
package enum StreamEnd: Sendable {
  /// Its FIN, in order: everything before it was delivered or declared missing.
  case fin
  /// A RST that the peer believes (RFC 5961, section 3). Bytes that still come are delivered.
  case reset
  /// A RST that answers the SYN: nothing listens there.
  case refused
}
