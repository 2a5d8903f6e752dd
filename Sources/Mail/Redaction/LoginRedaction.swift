import Bytes

/// The arguments of a LOGIN command with another password in as many bytes.
enum LoginRedaction {
  /// Takes over the user's name and the announcement of a literal from the line's `arguments`, which
  /// begin behind the command or a literal; `number` counts the arguments before them.
  static func keep(
    _ arguments: Range<Int>, of line: Span<UInt8>, after number: Int,
    in redacted: inout RedactedLine
  ) {
    var number = number
    let text = line.extracting(arguments)
    let size = LiteralSize(endOf: text).flatMap { size in
      DecimalNumber.read(text, size.digits).map { _ in size }
    }
    let end = arguments.lowerBound + (size?.start ?? text.count)
    redacted.keep(end..<arguments.upperBound, of: line)
    var offset = arguments.lowerBound
    while offset < end {
      if line[offset] == .space {
        redacted.keep(offset..<(offset + 1), of: line)
        offset += 1
        continue
      }
      let start = offset
      let value: [UInt8]
      if line[offset] == UInt8(ascii: "\"") {
        value = QuotedString.read(line.extracting(0..<end), &offset)
      } else {
        offset = min(line.wordEnd(from: offset), end)
        value = line.extracting(start..<offset).copy()
      }
      if number == 0 {
        redacted.keep(start..<offset, of: line)
      } else {
        replace(start..<offset, value, of: line, in: &redacted)
      }
      number += 1
    }
  }

  /// Other letters inside the quotes, where there are any.
  private static func replace(
    _ range: Range<Int>, _ value: [UInt8], of line: Span<UInt8>, in redacted: inout RedactedLine
  ) {
    let quote = UInt8(ascii: "\"")
    var inside = range
    if line[range.lowerBound] == quote {
      redacted.keep(range.lowerBound..<(range.lowerBound + 1), of: line)
      let isClosed = range.count > 1 && line[range.upperBound - 1] == quote
      if isClosed { redacted.keep((range.upperBound - 1)..<range.upperBound, of: line) }
      inside = (range.lowerBound + 1)..<(isClosed ? range.upperBound - 1 : range.upperBound)
    }
    let text = Substitute.text(fingerprint: SecretFingerprint.of(value), count: inside.count)
    redacted.write(text, at: inside.lowerBound)
  }
}
