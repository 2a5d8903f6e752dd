import Bytes
import Mail
import Sessions

/// A server's first words, up to where they tell what it speaks.
///
/// At most `ProbeLimits.bytes`, which the conversation has counted, are held.
struct OpeningWords {
  enum Verdict: Equatable {
    case undecided
    case speaks(MailProtocol)
    /// Neither IMAP nor SMTP.
    case foreign
  }

  private let forced: MailProtocol?
  private var recognizer: ProtocolRecognizer
  private(set) var held: [UInt8] = []
  private var line: [UInt8] = []
  private var hasLine = false
  private var lineCount = 0

  /// Bytes of the first line that are kept.
  static let lineLimit = 1_024

  init(forced: MailProtocol?, usual: MailProtocol?) {
    self.forced = forced
    let hint: ProtocolRecognizer.Hint =
      switch usual {
      case .imap: .imap
      case .smtp: .smtp
      case nil: .none
      }
    recognizer = ProtocolRecognizer(hint: hint)
  }

  mutating func receive(_ bytes: [UInt8]) -> Verdict {
    _ = add(bytes)
    held += bytes
    if let forced { return .speaks(forced) }
    var verdict = recognizer.receive(bytes.span, from: .server)
    // A whole line says all that it will: the server now waits for the client.
    if verdict == .undecided, hasLine { verdict = recognizer.finish() }
    return switch verdict {
    case .undecided: .undecided
    case .imap: .speaks(.imap)
    case .smtp: .speaks(.smtp)
    case .tls, .notMail: .foreign
    }
  }

  /// Takes in more of the first line, and returns what there is of it.
  mutating func add(_ bytes: [UInt8]) -> WireText {
    for byte in bytes where !hasLine {
      hasLine = byte == UInt8(ascii: "\n")
      guard !hasLine else { break }
      lineCount += 1
      if line.count < Self.lineLimit { line.append(byte) }
    }
    return firstLine
  }

  /// The first line without its end, as far as it has come.
  var firstLine: WireText {
    let endsInReturn = hasLine && line.count == lineCount && line.last == UInt8(ascii: "\r")
    let text = endsInReturn ? Array(line.dropLast()) : line
    return WireText(text, wireCount: lineCount - (endsInReturn ? 1 : 0))
  }
}
