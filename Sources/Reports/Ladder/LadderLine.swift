/// A line of a ladder: pieces of text, each with the way in which it is to be read.
package struct LadderLine: Hashable, Sendable {
  package enum Style: Hashable, Sendable {
    case plain
    /// Titles and names.
    case strong
    /// What only leads the eye.
    case faint
    case good
    case bad
    /// The status line, and what was searched for.
    case marked
  }

  struct Piece: Hashable, Sendable {
    var text: String
    var style: Style
  }

  private(set) var pieces: [Piece] = []

  init() {}

  init(_ text: String, _ style: Style = .plain) { append(text, style) }

  mutating func append(_ text: String, _ style: Style = .plain) {
    guard !text.isEmpty else { return }
    if pieces.last?.style == style {
      pieces[pieces.count - 1].text += text
    } else {
      pieces.append(Piece(text: text, style: style))
    }
  }

  /// The line without styles and without spaces at its end.
  package var text: String {
    var text = pieces.map(\.text).joined()
    while text.last == " " { text.removeLast() }
    return text
  }

  /// The line with SGR sequences (ECMA-48, section 8.3.117).
  package func styled(colours: Bool) -> String {
    pieces.map { piece in
      let codes = Self.codes(piece.style, colours: colours)
      return codes.isEmpty ? piece.text : "\u{1b}[\(codes)m\(piece.text)\u{1b}[0m"
    }.joined()
  }

  private static func codes(_ style: Style, colours: Bool) -> String {
    switch style {
    case .plain: ""
    case .strong: "1"
    case .faint: colours ? "2" : ""
    case .good: colours ? "32" : ""
    case .bad: colours ? "31" : "1"
    case .marked: "7"
    }
  }
}
