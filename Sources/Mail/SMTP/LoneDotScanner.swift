import Bytes

/// Finds lone dots in a message whose line ends are not both CRLF (CVE-2023-51764 and its kin).
///
/// Some server may take such a dot for the message's end, and what follows for commands.
struct LoneDotScanner {
  /// A line end of any kind.
  enum LineEnd: Int {
    case crlf
    case lf
    case cr

    var name: String {
      switch self {
      case .crlf: "CRLF"
      case .lf: "LF"
      case .cr: "CR"
      }
    }
  }

  /// A lone dot by the line ends around it, and whether a command follows.
  struct Finding: Equatable {
    var before: LineEnd
    var behind: LineEnd
    var isFollowedByCommand = false

    /// `LF.CRLF`.
    var variant: String { "\(before.name).\(behind.name)" }
  }

  private enum State {
    case text
    case lineEnd(LineEnd)
    case dot(LineEnd)
    /// A CR behind the dot: the next byte tells whether it is CRLF.
    case dotReturn(LineEnd)
  }

  private static let commands = Vocabulary<Bool>(
    ["MAIL", "RCPT", "DATA", "EHLO", "HELO", "RSET", "QUIT", "BDAT", "NOOP"].map { ($0, true) })

  /// Each kind once, in the order of their appearance: sixteen at most.
  private(set) var findings: [Finding] = []
  private var state = State.text
  /// A dot behind which the beginning of a command has been seen so far.
  private var open: Finding?
  private var word: [UInt8] = []

  /// Whether the next byte matters only if it is a line end.
  var isIdle: Bool {
    if case .text = state { return open == nil }
    return false
  }

  mutating func step(_ byte: UInt8) {
    if open != nil { readWord(byte) }
    switch state {
    case .text: state = begin(byte)
    case .lineEnd(.cr) where byte == .lineFeed: state = .lineEnd(.crlf)
    case .lineEnd(let end) where byte == UInt8(ascii: "."): state = .dot(end)
    case .lineEnd: state = begin(byte)
    case .dot(let end) where byte == .lineFeed: found(end, .lf)
    case .dot(let end) where byte == .carriageReturn: state = .dotReturn(end)
    case .dot: state = .text
    case .dotReturn(let end) where byte == .lineFeed: found(end, .crlf)
    case .dotReturn(let end):
      found(end, .cr)
      if open != nil { readWord(byte) }
      state = begin(byte)
    }
  }

  private func begin(_ byte: UInt8) -> State {
    switch byte {
    case .carriageReturn: .lineEnd(.cr)
    case .lineFeed: .lineEnd(.lf)
    default: .text
    }
  }

  /// A lone dot; its second line end is used up and begins no other.
  private mutating func found(_ before: LineEnd, _ behind: LineEnd) {
    state = .text
    if before == .crlf, behind == .crlf { return }
    open = Finding(before: before, behind: behind)
    word = []
  }

  /// Reads what may be a command's four letters and the byte that ends the word.
  private mutating func readWord(_ byte: UInt8) {
    if byte.isLetter, word.count < 4 {
      word.append(byte)
      return
    }
    guard var finding = open else { return }
    open = nil
    let isWhole = word.count == 4 && !byte.isWordCharacter
    finding.isFollowedByCommand = isWhole && Self.commands[word.span, 0..<4] != nil
    if !findings.contains(finding) { findings.append(finding) }
  }
}
