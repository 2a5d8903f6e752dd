package import Diagnosis

/// Two sums of independent counters that must be equal: a line of the books.
package struct Identity: Equatable, Sendable {
  package struct Term: Equatable, Sendable {
    package var name: Sentence
    package var value: Int

    package init(_ name: Sentence, _ value: Int) {
      self.name = name
      self.value = value
    }
  }

  package var name: Sentence
  package var left: [Term]
  package var right: [Term]

  package init(_ name: Sentence, _ left: [Term], equals right: [Term]) {
    self.name = name
    self.left = left
    self.right = right
  }

  /// Whether the books balance.
  package var holds: Bool { Self.sum(left) == Self.sum(right) }

  private static func sum(_ terms: [Term]) -> Int { terms.reduce(0) { $0 + $1.value } }
}
