import Bytes

/// A DIGEST-MD5 message without the response, which a password could be guessed from (RFC 2831).
enum DigestRedaction {
  private static let harmless: Set<String> = [
    "USERNAME", "REALM", "AUTHZID", "DIGEST-URI", "NC", "QOP", "CHARSET", "ALGORITHM", "NONCE",
    "MAXBUF", "CIPHER", "STALE",
  ]

  static func redacted(_ message: [UInt8]) -> [UInt8] {
    let bytes = message.span
    var redacted = [UInt8](repeating: UInt8(ascii: "0"), count: message.count)
    var offset = 0
    while offset < message.count {
      let start = offset
      guard let equals = bytes.firstOffset(of: UInt8(ascii: "="), from: start) else { break }
      offset = equals + 1
      if offset < message.count, message[offset] == UInt8(ascii: "\"") {
        _ = QuotedString.read(bytes, &offset)
      } else {
        offset = bytes.firstOffset(of: UInt8(ascii: ","), from: offset) ?? message.count
      }
      keep(start..<offset, equals: equals, of: message, in: &redacted)
    }
    return redacted
  }

  /// Takes over a directive, or all of it but its value.
  private static func keep(
    _ directive: Range<Int>, equals: Int, of message: [UInt8], in redacted: inout [UInt8]
  ) {
    let bytes = message.span
    let key = bytes.extracting(directive.lowerBound..<equals)
    let isName = key.count <= 16
    let name = String(upperCasingLatin1: key).filter { $0 != "," && $0 != " " }
    guard isName else { return }
    for index in directive.lowerBound...equals { redacted[index] = message[index] }
    for index in (equals + 1)..<directive.upperBound
    where harmless.contains(name) || message[index] == UInt8(ascii: "\"") {
      redacted[index] = message[index]
    }
  }
}
