import Bytes

/// A server line: a code, a space or hyphen, text (RFC 5321, section 4.2).
struct SMTPReplyLine {
  var code: Int
  /// A hyphen behind the code: more lines follow.
  var isContinued: Bool
  var textStart: Int

  /// Nil when the line does not begin with a code from 200 to 599, or runs on behind it.
  init?(_ line: Span<UInt8>) {
    guard line.count >= 3, (UInt8(ascii: "2")...UInt8(ascii: "5")).contains(line[0]),
      line[1].isDigit, line[2].isDigit
    else { return nil }
    code = (Int(line[0]) * 10 + Int(line[1])) * 10 + Int(line[2]) - 48 * 111
    isContinued = line.count > 3 && line[3] == UInt8(ascii: "-")
    guard line.count == 3 || isContinued || line[3] == .space else { return nil }
    textStart = Swift.min(4, line.count)
  }
}
