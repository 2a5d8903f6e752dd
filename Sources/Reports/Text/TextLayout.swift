package import Diagnosis

/// Lines of at most 80 columns, put together from labelled and plain paragraphs.
package struct TextLayout {
  static let width = 80
  package static let labelWidth = 15

  let language: Language
  private(set) var lines: [String] = []

  package init(language: Language = .english) { self.language = language }

  /// A sentence in the report's language, as a terminal may show it.
  func words(_ sentence: Sentence) -> String { terminalText(language.text(sentence)) }

  package mutating func blank() {
    if lines.last != "" && !lines.isEmpty { lines.append("") }
  }

  /// A line that is never broken, such as a command or a filter to paste.
  package mutating func verbatim(_ line: String) { lines.append(line) }

  /// A heading with an optional note at the right margin.
  mutating func heading(_ title: Sentence, note: Sentence = "") {
    blank()
    let (title, note) = (words(title), words(note))
    let space = max(2, Self.width - title.columns - note.columns)
    lines.append(note.isEmpty ? title : title + String(repeating: " ", count: space) + note)
  }

  /// Text broken at spaces, every line indented by `indent`.
  package mutating func paragraph(_ text: Sentence, indent: Int = 0) {
    let margin = String(repeating: " ", count: indent)
    for line in Self.wrapped(words(text), width: Self.width - indent) {
      lines.append(margin + line)
    }
  }

  /// `  Label        text`, continued under the text.
  package mutating func row(
    _ label: Sentence, _ text: Sentence, labelWidth: Int = TextLayout.labelWidth
  ) {
    let head = ("  " + words(label)).leftAligned(labelWidth)
    let margin = String(repeating: " ", count: labelWidth)
    for (index, line) in Self.wrapped(words(text), width: Self.width - labelWidth).enumerated() {
      lines.append(index == 0 ? head + line : margin + line)
    }
  }

  /// Everything so far, with a line break at the end of each line.
  package var text: String { lines.map { $0 + "\n" }.joined() }

  /// Words, a percent sign kept with its number.
  private static func joined(_ words: [Substring]) -> [String] {
    var joined: [String] = []
    for word in words {
      if word.first == "%", let number = joined.popLast() {
        joined.append(number + " " + word)
      } else {
        joined.append(String(word))
      }
    }
    return joined
  }

  /// The text in lines of at most `width` columns; a longer word stands alone.
  static func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in joined(text.split(separator: " ")) {
      if !line.isEmpty && line.columns + 1 + word.columns > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }
}
