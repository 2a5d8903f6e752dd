import Bytes

extension RedactedLine {
  /// Writes a client's answer to a challenge, the whole line, without its secret; `*` cancels the
  /// exchange (RFC 9051, section 6.2.2; RFC 4954, section 4).
  mutating func write(
    answer line: Span<UInt8>, to expected: (method: SASLMechanism, number: Int)?
  ) {
    if line.count == 1, line[0] == UInt8(ascii: "*") {
      keep(0..<1, of: line)
    } else {
      write(SASLRedaction.wire(line, expected?.method, number: expected?.number ?? 0), at: 0)
    }
  }

  /// Writes an initial response without its secret; `=` is an empty one (RFC 4959, section 3;
  /// RFC 4954, section 4).
  mutating func write(initial response: Span<UInt8>, _ method: SASLMechanism, at start: Int) {
    if response.count == 1, response[0] == UInt8(ascii: "=") {
      write([UInt8(ascii: "=")], at: start)
    } else {
      write(SASLRedaction.wire(response, method, number: 0), at: start)
    }
  }
}
