import Bytes

/// A quoted string: `"…"` with `\"` and `\\` inside (RFC 9051, section 4.3).
enum QuotedString {
  /// Reads the string whose opening quote is at `offset`, and moves behind its closing quote.
  ///
  /// A string that the text's end cuts off is read up to there.
  static func read(_ text: Span<UInt8>, _ offset: inout Int) -> [UInt8] {
    var content: [UInt8] = []
    offset += 1
    while offset < text.count {
      let byte = text[offset]
      offset += 1
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\"), offset < text.count {
        content.append(text[offset])
        offset += 1
      } else {
        content.append(byte)
      }
    }
    return content
  }
}
