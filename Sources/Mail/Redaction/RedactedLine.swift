import Bytes

/// A line of which only what is known to be harmless stands as it was on the wire.
///
/// It begins with nothing but filler, as long as the line; everything else is taken over on purpose.
struct RedactedLine {
  static let filler = UInt8(ascii: "x")
  /// What stands in the place of a secret inside words that are kept.
  static let star = UInt8(ascii: "*")

  private(set) var bytes: [UInt8]

  init(count: Int) { bytes = [UInt8](repeating: Self.filler, count: count) }

  /// Takes over a part of the line as it is.
  mutating func keep(_ range: Range<Int>, of line: Span<UInt8>) {
    for index in range { bytes[index] = line[index] }
  }

  /// Takes over a part of the line, but for the secrets in it.
  mutating func keep(_ range: Range<Int>, of line: Span<UInt8>, without signIns: SignIns) {
    keep(range, of: line)
    for secret in signIns.secrets(in: line.extracting(range)) {
      for index in secret { bytes[range.lowerBound + index] = Self.star }
    }
  }

  /// Writes other bytes over a part of the line.
  mutating func write(_ replacement: [UInt8], at start: Int) {
    for (index, byte) in replacement.enumerated() where start + index < bytes.count {
      bytes[start + index] = byte
    }
  }

  /// Takes over the announcement of a literal at the line's end, without which the stream would
  /// lose its framing.
  mutating func keepLiteral(of line: Span<UInt8>) {
    guard let size = LiteralSize(endOf: line) else { return }
    keep(size.start..<line.count, of: line)
  }
}
