/// A line as PowerShell divides it: commands, and in each its words, quoted or not.
///
/// Written from the language's rules for single quotes, which its typographic ones share, without
/// regard to how the product quotes.
struct PowerShellLine {
  struct Word: Equatable {
    var text: String
    var isQuoted: Bool
  }

  var commands: [[Word]] = [[]]
  /// Whether every quote that was opened was closed.
  var isClosed = true

  private static let quotes: Set<Unicode.Scalar> = [
    "'", "\u{2018}", "\u{2019}", "\u{201a}", "\u{201b}",
  ]

  init(_ line: String) {
    var scalars = Array(line.unicodeScalars)[...]
    var word: Word?
    func isQuote(_ scalar: Unicode.Scalar?) -> Bool { scalar.map(Self.quotes.contains) ?? false }
    func finish(_ commands: inout [[Word]]) {
      if let done = word { commands[commands.count - 1].append(done) }
      word = nil
    }
    while let scalar = scalars.popFirst() {
      switch scalar {
      case _ where isQuote(scalar):
        var text = ""
        isClosed = false
        while let next = scalars.popFirst() {
          if isQuote(next) {
            guard isQuote(scalars.first) else {
              isClosed = true
              break
            }
            scalars.removeFirst()
          }
          text.unicodeScalars.append(next)
        }
        word = Word(text: (word?.text ?? "") + text, isQuoted: true)
      case " ": finish(&commands)
      case "#" where word == nil: return
      case "|", ";", "{", "}", "(", ")", "\n", "\r", "&":
        finish(&commands)
        commands.append([])
      default:
        word = Word(
          text: (word?.text ?? "") + String(scalar), isQuoted: word?.isQuoted ?? false)
      }
    }
    finish(&commands)
  }
}
