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

  package init(capture: String, lines: [Line]) {
    self.capture = capture
    self.lines = lines
  }
}

extension Book.Line {
  /// `frames read 10647 = handed over 10647 + filtered out 0`, terms of zero left out.
  var text: Sentence { "\(Self.sum(left)) = \(Self.sum(right))" }

  private static func sum(_ terms: [(name: Sentence, value: Int)]) -> Sentence {
    let shown = terms.filter { $0.value != 0 }
    let kept = shown.isEmpty ? Array(terms.prefix(1)) : shown
    return kept.map { term -> Sentence in "\(term.name) \(grouped: term.value)" }
      .joined(separator: " + ")
  }
}
