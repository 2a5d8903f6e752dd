package import Diagnosis

/// The accounts of one capture: sums of independent counters that must be equal.
package struct Book: Sendable {
  package struct Line: Sendable {
    package var name: Sentence
    package var left: [(name: Sentence, value: Int)]
    package var right: [(name: Sentence, value: Int)]
    package var balances: Bool

    package init(
      name: Sentence, left: [(name: Sentence, value: Int)], right: [(name: Sentence, value: Int)],
      balances: Bool
    ) {
      self.name = name
      self.left = left
      self.right = right
      self.balances = balances
    }
  }

  /// The capture's path as it was given.
  package var capture: String
  package var lines: [Line]
  /// The limits that were met, and how often.
  package var limitsMet: [(name: Sentence, value: Int)]

  package init(capture: String, lines: [Line], limitsMet: [(name: Sentence, value: Int)]) {
    self.capture = capture
    self.lines = lines
    self.limitsMet = limitsMet
  }

  /// All lines in words.
  var rows: [(name: Sentence, text: Sentence)] {
    lines.map { ($0.name, $0.balances ? $0.text : "\($0.text)  DOES NOT BALANCE") }
      + [("limits met", limitsMet.isEmpty ? "none" : Self.list(limitsMet, separator: ", "))]
  }

  fileprivate static func list(
    _ terms: [(name: Sentence, value: Int)], separator: String
  ) -> Sentence {
    terms.map { term -> Sentence in "\(term.name) \(grouped: term.value)" }
      .joined(separator: separator)
  }
}

extension Book.Line {
  /// `frames read 10647 = handed over 10647 + filtered out 0`, terms of zero left out.
  var text: Sentence { "\(Self.sum(left)) = \(Self.sum(right))" }

  private static func sum(_ terms: [(name: Sentence, value: Int)]) -> Sentence {
    let shown = terms.filter { $0.value != 0 }
    let kept = shown.isEmpty ? Array(terms.prefix(1)) : shown
    return Book.list(kept, separator: " + ")
  }
}
