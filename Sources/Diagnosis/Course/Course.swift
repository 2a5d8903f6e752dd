package import Bytes
package import Packets

/// How an incident went, try by try: what a report draws.
///
/// Everything that counts in the incident is in it, also what lies beyond the limit of evidence.
package struct Course: Sendable {
  /// One sign-in, connection or command, and what came of it.
  package struct Attempt: Hashable, Sendable {
    package var client: IPAddress
    /// When the server's decision was on the wire.
    package var time: Timestamp
    /// From the request to the answer; nil where nothing was asked, or nothing came.
    package var latency: Interval?
    package var wasRefused: Bool

    package init(client: IPAddress, time: Timestamp, latency: Interval?, wasRefused: Bool) {
      self.client = client
      self.time = time
      self.latency = latency
      self.wasRefused = wasRefused
    }
  }

  /// A connection that held a slot for certain, from its acceptance to the first sign of its end.
  package struct Stay: Hashable, Sendable {
    package var client: IPAddress
    package var start: Timestamp
    /// Nil where it never ended.
    package var end: Timestamp?

    package init(client: IPAddress, start: Timestamp, end: Timestamp?) {
      self.client = client
      self.start = start
      self.end = end
    }

    /// Whether it held its slot just before and at an instant.
    func covers(_ time: Timestamp) -> Bool { start < time && (end.map { $0 > time } ?? true) }
  }

  /// What one client address had of it.
  package struct Tally: Hashable, Sendable {
    package var client: IPAddress
    package var accepted: Int
    package var refused: Int
    /// Slots that it held when the first attempt of all was refused.
    package var heldAtFirstRefusal: Int
  }

  /// In the order of the server's decisions.
  package var attempts: [Attempt]
  package var stays: [Stay]

  package init(attempts: [Attempt] = [], stays: [Stay] = []) {
    self.attempts = attempts.sorted { $0.time < $1.time }
    self.stays = stays
  }

  package var firstRefusal: Timestamp? { attempts.first(where: \.wasRefused)?.time }

  /// Every client, those that were refused most first.
  package var tallies: [Tally] {
    var byClient: [IPAddress: Tally] = [:]
    func count(_ client: IPAddress, _ part: WritableKeyPath<Tally, Int>) {
      let none = Tally(client: client, accepted: 0, refused: 0, heldAtFirstRefusal: 0)
      byClient[client, default: none][keyPath: part] += 1
    }
    for attempt in attempts { count(attempt.client, attempt.wasRefused ? \.refused : \.accepted) }
    if let firstRefusal {
      for stay in stays where stay.covers(firstRefusal) { count(stay.client, \.heldAtFirstRefusal) }
    }
    return byClient.values.sorted {
      ($1.refused, $1.accepted, $0.client) < ($0.refused, $0.accepted, $1.client)
    }
  }
}
