package import Diagnosis

/// What a probe's steps mean: one word, and sentences of plain English.
package struct ProbeFinding: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    /// A greeting came, and what was asked of the server was answered.
    case healthy
    case network
    case service
    case tls
    case limitBeforeGreeting = "limit-before-greeting"
  }

  package var kind: Kind
  /// In the words of reports; several where only a log can tell, none where there is no word.
  package var causes: [Cause]
  /// What was met.
  package var met: String
  /// What that may mean, and what it does not show.
  package var meaning: String
  /// What to look at next.
  package var next: String
  /// The server's software, as far as its words show it.
  package var server: ServerIdentity = .unknown
  /// What else is worth knowing.
  package var notes: [Note] = []

  /// Something that is no finding by itself.
  package struct Note: Equatable, Sendable {
    package var cause: Cause?
    package var text: String
  }

  init(_ kind: Kind, _ causes: [Cause] = [], met: String, meaning: String, next: String) {
    self.kind = kind
    self.causes = causes
    self.met = met
    self.meaning = meaning
    self.next = next
  }
}
