import Bytes

extension SideFramer {
  /// What may stand in the place of bytes of TLS, which come behind what was taken in; nil where they
  /// are of something else.
  mutating func harmlessTLS(
    _ bytes: Span<UInt8>, _ closure: Closure, from side: Side
  ) -> MailEvent? {
    guard closure == .tls, let redacted = tlsRedaction.redacted(bytes) else { return nil }
    return .harmless(side, end: intake &+ bytes.count, redacted)
  }
}
