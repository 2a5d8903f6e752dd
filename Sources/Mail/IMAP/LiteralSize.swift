import Bytes

/// The announcement of a literal at a line's end: `{n}`, `{n+}`, `~{n}` (RFC 9051, section 4.3).
struct LiteralSize {
  /// The digits' range.
  var digits: Range<Int>
  /// The client does not wait for a continuation (RFC 7888).
  var isNonSynchronising: Bool
  /// Where the announcement begins, its tilde included.
  var start: Int

  /// Nil when `line` does not end in one.
  init?(endOf line: Span<UInt8>) {
    guard line.count >= 3, line[line.count - 1] == UInt8(ascii: "}") else { return nil }
    var end = line.count - 1
    isNonSynchronising = line[end - 1] == UInt8(ascii: "+")
    if isNonSynchronising { end -= 1 }
    var first = end
    while first > 0, line[first - 1].isDigit { first -= 1 }
    guard first < end, first > 0, line[first - 1] == UInt8(ascii: "{") else { return nil }
    digits = first..<end
    start = first - 1
    if start > 0, line[start - 1] == UInt8(ascii: "~") { start -= 1 }
  }

  /// Whether `line` ends in braces that are no literal, with neither brace nor quote inside.
  static func isMalformed(endOf line: Span<UInt8>) -> Bool {
    guard let last = line.indices.last, line[last] == UInt8(ascii: "}") else { return false }
    var index = last - 1
    while index >= 0 {
      switch line[index] {
      case UInt8(ascii: "{"): return true
      case UInt8(ascii: "}"), UInt8(ascii: "\""): return false
      default: index -= 1
      }
    }
    return false
  }
}
