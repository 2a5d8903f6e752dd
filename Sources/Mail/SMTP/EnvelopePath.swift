import Bytes

/// The argument of MAIL or RCPT: `FROM:<path>`, `TO:<path>` (RFC 5321, section 4.1.2).
struct EnvelopePath {
  /// What stands between the angle brackets; nil when there is no path.
  var range: Range<Int>?
  /// A space stands behind the colon.
  var hasSpace = false

  init(_ text: Span<UInt8>) {
    var offset: Int
    if text.hasPrefix(ignoringCase: "FROM:") {
      offset = 5
    } else if text.hasPrefix(ignoringCase: "TO:") {
      offset = 3
    } else {
      return
    }
    if offset < text.count, text[offset] == .space {
      hasSpace = true
      offset += 1
    }
    guard offset < text.count, text[offset] == UInt8(ascii: "<") else { return }
    range = Self.end(text, from: offset + 1).map { (offset + 1)..<$0 }
  }

  /// The offset of the closing bracket; brackets inside quoted strings do not count.
  private static func end(_ text: Span<UInt8>, from start: Int) -> Int? {
    var offset = start
    var isQuoted = false
    while offset < text.count {
      let byte = text[offset]
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if isQuoted, byte == UInt8(ascii: "\\") {
        offset += 1
      } else if !isQuoted, byte == UInt8(ascii: ">") {
        return offset
      }
      offset += 1
    }
    return nil
  }
}
