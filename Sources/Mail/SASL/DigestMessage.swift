import Bytes

/// DIGEST-MD5's response: `username="NAME",realm="…",…` (RFC 2831, section 2.1.2).
struct DigestMessage {
  var identity: SASLIdentity

  /// Nil when it names no user.
  init?(_ message: Span<UInt8>) {
    var account: WireText?
    var authorization: WireText?
    var offset = 0
    while let directive = Self.directive(message, &offset) {
      if directive.key == "USERNAME" { account = directive.value }
      if directive.key == "AUTHZID" { authorization = directive.value }
    }
    guard let account else { return nil }
    identity = SASLIdentity(account: account)
    if authorization != account { identity.authorization = authorization }
  }

  /// The next `key=value` or `key="value"`, and moves behind its comma.
  private static func directive(
    _ message: Span<UInt8>, _ offset: inout Int
  ) -> (key: String, value: WireText)? {
    while offset < message.count,
      message[offset] == .space || message[offset] == UInt8(ascii: ",")
    { offset += 1 }
    guard let equals = message.firstOffset(of: UInt8(ascii: "="), from: offset) else { return nil }
    let key = String(upperCasingLatin1: message.extracting(offset..<equals))
    offset = equals + 1
    let value: [UInt8]
    if offset < message.count, message[offset] == UInt8(ascii: "\"") {
      value = QuotedString.read(message, &offset)
    } else {
      let end = message.firstOffset(of: UInt8(ascii: ","), from: offset) ?? message.count
      value = message.extracting(offset..<end).copy()
      offset = end
    }
    let kept = Array(value.prefix(MailLimits.name))
    return (key, WireText(kept, wireCount: value.count))
  }
}
