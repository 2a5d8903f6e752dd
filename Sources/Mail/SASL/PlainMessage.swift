import Bytes

/// The message of PLAIN: `[authzid] NUL authcid NUL passwd` (RFC 4616, section 2).
struct PlainMessage {
  var identity: SASLIdentity
  var password: [UInt8]

  /// Nil when there are no two NULs.
  init?(_ message: Span<UInt8>) {
    guard let first = message.firstOffset(of: 0),
      let second = message.firstOffset(of: 0, from: first + 1)
    else { return nil }
    let authorization = message.extracting(0..<first)
    let account = message.extracting((first + 1)..<second)
    identity = SASLIdentity(account: WireText(account, limit: MailLimits.name))
    if !authorization.isEmpty, !authorization.isEqual(to: account) {
      identity.authorization = WireText(authorization, limit: MailLimits.name)
    }
    password = message.dropping(second + 1).copy()
  }
}
