/// A line to paste; the words of ours in it, if any, can be told in other languages.
///
/// A string literal is all command, and the same in every language.
package struct CommandLine: Sendable {
  /// The whole line.
  package let words: Sentence

  /// A line with words of ours, such as the place in which to put it.
  ///
  /// Named, as a literal behind a bare parenthesis would be taken for a command.
  init(words: Sentence) { self.words = words }

  /// A line of a file.
  init(_ line: String, in file: String) { words = "in \(file): \(line)" }

  /// The same line, with a comment behind it.
  func marked(_ comment: Sentence) -> CommandLine { CommandLine(words: "\(words)  # \(comment)") }

  static func + (left: CommandLine, right: CommandLine) -> CommandLine {
    CommandLine(words: left.words + right.words)
  }
}

extension CommandLine: ExpressibleByStringInterpolation {
  package init(stringLiteral line: String) { words = Sentence(verbatim: line) }
}

extension CommandLine: CustomStringConvertible {
  /// The line in English.
  package var description: String { words.description }
}

extension CommandLine: Hashable {
  /// Lines are the same that read the same, whatever they were put together from.
  package static func == (left: CommandLine, right: CommandLine) -> Bool {
    left.description == right.description
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(description) }
}
