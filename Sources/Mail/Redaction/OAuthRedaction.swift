import Bytes

/// An XOAUTH2 or OAUTHBEARER message with another token.
enum OAuthRedaction {
  private static let separator: UInt8 = 1
  private static let harmless = ["USER=", "HOST=", "PORT="]

  static func redacted(_ message: [UInt8]) -> [UInt8] {
    var redacted: [UInt8] = []
    var isFirst = true
    for field in message.split(separator: separator, omittingEmptySubsequences: false) {
      if !isFirst { redacted.append(separator) }
      redacted += value(of: Array(field), isFirst: isFirst)
      isFirst = false
    }
    return redacted
  }

  private static func value(of field: [UInt8], isFirst: Bool) -> [UInt8] {
    let bytes = field.span
    for prefix in harmless where bytes.hasPrefix(ignoringCase: prefix) { return field }
    if isFirst, GS2Header(bytes) != nil { return field }
    guard bytes.hasPrefix(ignoringCase: "AUTH=") else { return Substitute.text(for: field) }
    // The word before the token stays: `Bearer`.
    let start = (bytes.firstOffset(of: .space) ?? 4) + 1
    return field[..<start] + Substitute.text(for: Array(field[start...]))
  }
}
