package import Bytes

/// What an incident's watcher tells the outside: that it opened, grew worse or closed.
package struct Alert: Hashable, Sendable {
  package enum Event: String, Sendable, CaseIterable {
    case open
    case worsened
    case closed
  }

  /// What makes an alert the same as another one: it goes out once.
  package struct Identity: Hashable, Sendable {
    package var key: String
    package var event: Event
    package var step: Int

    package init(key: String, event: Event, step: Int) {
      self.key = key
      self.event = event
      self.step = step
    }
  }

  /// The most bytes of an incident's document that are sent along; a longer one is left out.
  ///
  /// Queues hold alerts, so that this times `AlertLimits.queue` bounds what a dead target costs.
  package static let documentLimit = 262_144

  /// The most characters of the sentence and of the account, which holds what came over the wire.
  package static let textLimit = 1_024

  package var event: Event
  /// The incident's id, which is the same at each of its events.
  package var key: String
  /// Which worsening this is, from 1 on; 0 for the other events.
  package var step: Int
  /// What happened, for a person.
  package var sentence: String
  /// As the JSON report spells it (`connections-per-user`).
  package var cause: String
  /// As the JSON report spells it (`throttling`).
  package var verdict: String
  package var account: String?
  package var server: String
  package var opened: Timestamp
  package var changed: Timestamp
  package var closed: Timestamp?
  /// The incident as an object of the JSON report; whoever gives it vouches for its syntax.
  package var document: String

  package init(
    event: Event, key: String, step: Int = 0, sentence: String, cause: String, verdict: String,
    account: String?, server: String, opened: Timestamp, changed: Timestamp,
    closed: Timestamp? = nil, document: String
  ) {
    self.event = event
    self.key = key
    self.step = step
    self.sentence = Self.bounded(sentence)
    self.cause = cause
    self.verdict = verdict
    self.account = account.map(Self.bounded)
    self.server = server
    self.opened = opened
    self.changed = changed
    self.closed = closed
    self.document = document.utf8.count > Self.documentLimit ? "null" : document
  }

  private static func bounded(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(textLimit)))
  }

  package var identity: Identity { Identity(key: key, event: event, step: step) }
}
