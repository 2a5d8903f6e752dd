import Bytes

/// How quotes and parentheses stand at the end of an IMAP line.
struct QuotingScan {
  var isInsideQuotes = false
  /// The deepest nesting of parentheses outside quotes.
  var depth = 0

  /// Reads `line` without a stack: a counter is enough, whatever the depth.
  init(_ line: Span<UInt8>) {
    var isEscaped = false
    var current = 0
    for index in line.indices {
      let byte = line[index]
      if isInsideQuotes {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInsideQuotes = false
        }
      } else if byte == UInt8(ascii: "\"") {
        isInsideQuotes = true
      } else if byte == UInt8(ascii: "(") {
        current += 1
        depth = Swift.max(depth, current)
      } else if byte == UInt8(ascii: ")") {
        current -= 1
      }
    }
  }
}
