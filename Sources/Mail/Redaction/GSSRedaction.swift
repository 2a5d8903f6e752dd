import Bytes

/// A GSSAPI or SPNEGO token of which the structure, the names and numbers stay, and every octet
/// string becomes zeros: tickets and authenticators, from which a password could be guessed.
enum GSSRedaction {
  private enum Tag {
    static let objectIdentifier: UInt8 = 0x06
    static let octetString: UInt8 = 0x04
    static let applicationToken: UInt8 = 0x60
    static let constructed: UInt8 = 0x20
    /// Integers, enumerations, object identifiers, strings of letters, times, bit strings.
    static let harmless: Set<UInt8> = [0x02, 0x03, 0x06, 0x0a, 0x0c, 0x16, 0x18, 0x1b]
  }

  private static let maximumDepth = 24

  static func redacted(_ token: [UInt8]) -> [UInt8] {
    var redacted = [UInt8](repeating: 0, count: token.count)
    keep(0..<token.count, of: token, depth: 0, in: &redacted)
    return redacted
  }

  private static func keep(
    _ range: Range<Int>, of token: [UInt8], depth: Int, in redacted: inout [UInt8]
  ) {
    let bytes = token.span
    if NTLMMessage.kind(of: bytes.extracting(range)) != nil {
      let message = NTLMRedaction.redacted(Array(token[range]))
      for (index, byte) in message.enumerated() { redacted[range.lowerBound + index] = byte }
      return
    }
    guard depth < maximumDepth else { return }
    var offset = range.lowerBound
    while let element = DERElement(bytes, at: offset, before: range.upperBound) {
      for index in offset..<element.content.lowerBound { redacted[index] = token[index] }
      keep(element, of: token, depth: depth, in: &redacted)
      offset = element.content.upperBound
    }
  }

  private static func keep(
    _ element: DERElement, of token: [UInt8], depth: Int, in redacted: inout [UInt8]
  ) {
    let bytes = token.span
    if element.tag == Tag.applicationToken {
      guard let oid = element.firstChild(in: bytes), oid.tag == Tag.objectIdentifier else { return }
      for index in element.content.lowerBound..<oid.content.upperBound {
        redacted[index] = token[index]
      }
      // Kerberos puts a two-byte token identifier before its message.
      var start = oid.content.upperBound
      if bytes.hasPrefix("\u{1}\0", at: start), start + 2 <= element.content.upperBound {
        redacted[start] = 1
        start += 2
      }
      keep(start..<element.content.upperBound, of: token, depth: depth + 1, in: &redacted)
    } else if element.tag & Tag.constructed != 0 || element.tag == Tag.octetString {
      // An octet string may hold a token; what is none in it stays zero.
      let isToken = element.tag != Tag.octetString || holdsToken(bytes, element.content)
      guard isToken else { return }
      keep(element.content, of: token, depth: depth + 1, in: &redacted)
    } else if Tag.harmless.contains(element.tag) {
      for index in element.content { redacted[index] = token[index] }
    }
  }

  private static func holdsToken(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    if NTLMMessage.kind(of: bytes.extracting(range)) != nil { return true }
    guard let element = DERElement(bytes, at: range.lowerBound, before: range.upperBound) else {
      return false
    }
    // All of it one element of a kind that tokens begin with; ciphertext hardly looks like that.
    return element.content.upperBound == range.upperBound
      && [0x60, 0x6e, 0x6f, 0xa0, 0xa1].contains(element.tag)
  }
}
