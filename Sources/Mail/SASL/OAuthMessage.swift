import Bytes

/// The client's message of XOAUTH2 or OAUTHBEARER: fields that end in Control-A.
///
/// XOAUTH2 begins with `user=NAME`, OAUTHBEARER with a GS2 header that holds `a=NAME` (RFC 7628,
/// section 3.1); in both, `auth=Bearer TOKEN` follows.
struct OAuthMessage {
  private static let separator: UInt8 = 1

  var identity: SASLIdentity?
  /// The token, without the word before it.
  var token: [UInt8] = []

  init(_ message: Span<UInt8>) {
    var start = 0
    while start < message.count {
      let end = message.firstOffset(of: Self.separator, from: start) ?? message.count
      read(message.extracting(start..<end), isFirst: start == 0)
      start = end + 1
    }
  }

  private mutating func read(_ field: Span<UInt8>, isFirst: Bool) {
    if field.hasPrefix(ignoringCase: "USER=") {
      identity = SASLIdentity(account: WireText(field.dropping(5), limit: MailLimits.name))
    } else if field.hasPrefix(ignoringCase: "AUTH=") {
      let value = field.dropping(5)
      token = value.dropping((value.firstOffset(of: .space) ?? -1) + 1).copy()
    } else if isFirst, let header = GS2Header(field), let name = header.authorization {
      identity = SASLIdentity(account: name)
    }
  }
}
