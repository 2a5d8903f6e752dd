import Bytes

/// The words that begin an untagged response: `* 23 EXISTS …`, `* FLAGS …`.
struct IMAPUntaggedLine {
  /// The digits of the number before the name.
  var number: Range<Int>?
  var name: Range<Int>

  /// Nil when `line`, which begins with `* `, goes on with no name.
  init?(_ line: Span<UInt8>) {
    let digits = DecimalNumber.end(line, from: 2)
    if digits > 2, digits < line.count, line[digits] == .space {
      var end = digits + 1
      while end < line.count, line[end].isLetter { end += 1 }
      if end > digits + 1 {
        number = 2..<digits
        name = (digits + 1)..<end
        return
      }
    }
    var end = 2
    while end < line.count, IMAPResponseName.isNameByte(line[end]) { end += 1 }
    guard end > 2 else { return nil }
    name = 2..<end
  }
}
