import Bytes

/// A client line as a command: letters, and behind a space the arguments (RFC 5321, section 4.1.1).
struct SMTPCommandLine: ~Escapable {
  /// The line without blanks at its end.
  private let line: Span<UInt8>
  private let nameEnd: Int
  /// Nil for a word that no specification knows.
  let verb: SMTPVerb?

  /// Nil when the line does not begin with a word of letters.
  @_lifetime(copy line)
  init?(_ line: Span<UInt8>) {
    var end = line.count
    while end > 0, line[end - 1] == .space || line[end - 1] == 9 { end -= 1 }
    self.line = line.extracting(0..<end)
    var nameEnd = 0
    while nameEnd < end, line[nameEnd].isLetter { nameEnd += 1 }
    guard nameEnd > 0, nameEnd == end || line[nameEnd] == .space else { return nil }
    self.nameEnd = nameEnd
    verb = SMTPVerb.all[line, 0..<nameEnd]
  }

  var name: Span<UInt8> { @_lifetime(copy self) get { line.extracting(0..<nameEnd) } }

  /// AUTH's first argument; empty when it has none.
  var mechanism: Span<UInt8> {
    @_lifetime(copy self) get {
      let arguments = self.arguments
      return arguments.extracting(0..<arguments.wordEnd(from: 0))
    }
  }

  /// AUTH's second argument (RFC 4954, section 4).
  var initialResponse: Span<UInt8>? { @_lifetime(copy self) get { arguments.word(1) } }

  var arguments: Span<UInt8> { @_lifetime(copy self) get { line.dropping(nameEnd + 1) } }
}
