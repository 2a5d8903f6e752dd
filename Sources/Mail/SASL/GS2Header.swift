import Bytes

/// The header that SCRAM and OAUTHBEARER share: `n,a=NAME,` (RFC 5801, section 4).
struct GS2Header {
  /// Whom the client wants to act as; nil when it does not say.
  var authorization: WireText?
  /// The offset of what follows the header.
  var end: Int

  /// Nil when there are no two commas.
  init?(_ message: Span<UInt8>) {
    let comma = UInt8(ascii: ",")
    guard let first = message.firstOffset(of: comma),
      let second = message.firstOffset(of: comma, from: first + 1)
    else { return nil }
    let name = message.extracting((first + 1)..<second)
    if name.hasPrefix("a=") { authorization = Self.name(name.dropping(2)) }
    end = second + 1
  }

  /// A saslname: `=2C` stands for a comma, `=3D` for an equals sign (RFC 5802, section 5.1).
  static func name(_ text: Span<UInt8>) -> WireText {
    var bytes: [UInt8] = []
    var index = 0
    while index < text.count, bytes.count < MailLimits.name {
      if text.hasPrefix(ignoringCase: "=2C", at: index) {
        bytes.append(UInt8(ascii: ","))
        index += 3
      } else if text.hasPrefix(ignoringCase: "=3D", at: index) {
        bytes.append(UInt8(ascii: "="))
        index += 3
      } else {
        bytes.append(text[index])
        index += 1
      }
    }
    return WireText(bytes, wireCount: bytes.count + text.count - index)
  }
}
