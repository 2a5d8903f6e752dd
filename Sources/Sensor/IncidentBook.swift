package import Bytes
package import Diagnosis
import Packets

/// The incidents of a live capture: which are new, which have changed, which are over.
///
/// A diagnosis knows only what the sessions show; the book knows what was told of them before. An
/// incident is told once when it opens, again when what is known of it changes, and once when it is
/// over.
package struct IncidentBook: Sendable {
  /// What an incident is about, however clear its cause is.
  private struct Subject: Hashable {
    var server: Endpoint
    var account: String?
  }

  /// An incident that an earlier run of the sensor told and did not close.
  package struct Earlier: Sendable {
    package var server: String
    package var account: String?
    package var verdict: String
    package var key: String
    package var opened: Timestamp
    package var refusals: Int

    package init(
      key: String, server: String, account: String?, verdict: String, opened: Timestamp,
      refusals: Int
    ) {
      self.key = key
      self.server = server
      self.account = account
      self.verdict = verdict
      self.opened = opened
      self.refusals = refusals
    }

    func isAlike(_ incident: Incident) -> Bool {
      server == incident.server.description && account == incident.account
        && verdict == incident.verdict.rawValue
    }
  }

  package var rules: IncidentRules
  /// Incidents of an earlier run that are taken up again when somebody is refused.
  package var earlier: [Earlier] = []
  package private(set) var open: [LiveIncident] = []
  /// How many were opened in this run.
  package private(set) var count = 0
  /// Until when refusals belong to incidents that are over.
  private var settled: [Subject: Timestamp] = [:]

  /// Subjects of which is remembered when they were over.
  private static let memory = 10_000

  package init(_ rules: IncidentRules = IncidentRules()) { self.rules = rules }

  /// Takes what a diagnosis says at a moment; returns what is to be told.
  package mutating func take(_ incidents: [Incident], at now: Timestamp) -> [IncidentEvent] {
    var (pairs, fresh) = match(incidents)
    pairs.sort { $0.place < $1.place }
    var events = pairs.compactMap { update($0.place, with: $0.incident, at: now) }
    events += close(at: now)
    for incident in fresh where open.count < rules.limit {
      if let event = begin(incident, at: now) { events.append(event) }
    }
    return events
  }

  /// Puts what it remembers right: the clock was set ahead by so much, or back.
  package mutating func clockWasSet(by step: Interval) {
    for place in open.indices {
      open[place].opened = open[place].opened.advanced(by: step)
      open[place].lastRefusal = open[place].lastRefusal.advanced(by: step)
    }
    settled = settled.mapValues { $0.advanced(by: step) }
  }

  /// Closes all that are open: the capture is over.
  package mutating func finish(at now: Timestamp) -> [IncidentEvent] {
    defer { open = [] }
    return open.map { incident in
      var ended = incident
      ended.closed = now
      return IncidentEvent(kind: .closed, incident: ended, time: now)
    }
  }

  /// The open incidents that new ones go on with, and the new ones that are left.
  ///
  /// One of the same cause comes first, then one of the same verdict, then any about the same account:
  /// causes become clearer with every refusal. Without an account only the same verdict will do.
  private func match(
    _ incidents: [Incident]
  ) -> (pairs: [(place: Int, incident: Incident)], fresh: [Incident]) {
    var free = Array(open.indices)
    var pairs: [(place: Int, incident: Incident)] = []
    var left = incidents
    for isAlike in [
      { $0.cause == $1.cause }, { $0.verdict == $1.verdict }, { one, _ in one.account != nil },
    ] as [(Incident, Incident) -> Bool] {
      left.removeAll { incident in
        let found = free.firstIndex { place in
          let other = open[place].incident
          return other.server == incident.server && other.account == incident.account
            && isAlike(incident, other)
        }
        guard let found else { return false }
        pairs.append((free.remove(at: found), incident))
        return true
      }
    }
    return (pairs, left)
  }

  private mutating func update(
    _ place: Int, with incident: Incident, at now: Timestamp
  ) -> IncidentEvent? {
    let old = open[place]
    var new = old
    // Sign-ins above a limit after the last refusal say that it was lifted, not that it was another.
    if incident.end > old.lastRefusal {
      new.incident = incident
      if old.isAgain { new.incident.forgetInferredLimit() }
    }
    new.lastRefusal = max(old.lastRefusal, incident.end)
    // The window forgets; what was counted is not taken back.
    new.refusals = max(old.refusals, refusals(of: incident, after: settledUntil(incident)))
    new.severity = max(old.severity, Self.severity(new.refusals))
    open[place] = new
    var changes: [IncidentEvent.Change] = []
    if new.incident.cause != old.incident.cause { changes.append(.cause) }
    if new.incident.limit?.value != old.incident.limit?.value { changes.append(.limit) }
    if isSure(new.incident) != isSure(old.incident) { changes.append(.certainty) }
    if new.severity > old.severity { changes.append(.worse) }
    guard !changes.isEmpty else { return nil }
    return IncidentEvent(kind: .changed, incident: new, changes: changes, time: now)
  }

  private mutating func begin(_ incident: Incident, at now: Timestamp) -> IncidentEvent? {
    let refusals = refusals(of: incident, after: settledUntil(incident))
    guard refusals >= rules.refusals, incident.confidence >= rules.confidence,
      now.since(incident.end) < rules.quiet
    else { return nil }
    count += 1
    let place = earlier.firstIndex { $0.isAlike(incident) }
    let before = place.map { earlier.remove(at: $0) }
    let all = refusals + (before?.refusals ?? 0)
    var one = LiveIncident(
      number: count, opened: before?.opened ?? now, lastRefusal: incident.end, incident: incident,
      refusals: all, severity: Self.severity(all),
      key: before?.key ?? LiveIncident.key(incident, opened: now, number: count),
      isAgain: settledUntil(incident) != nil)
    if one.isAgain { one.incident.forgetInferredLimit() }
    open.append(one)
    return before == nil
      ? IncidentEvent(kind: .opened, incident: one, time: now)
      : IncidentEvent(kind: .changed, incident: one, changes: [.resumed], time: now)
  }

  /// Closes those of which nothing was seen for long enough.
  private mutating func close(at now: Timestamp) -> [IncidentEvent] {
    var events: [IncidentEvent] = []
    open.removeAll { one in
      guard now.since(one.lastRefusal) >= rules.quiet else { return false }
      var ended = one
      ended.closed = now
      events.append(IncidentEvent(kind: .closed, incident: ended, time: now))
      return true
    }
    for event in events {
      let incident = event.incident.incident
      if settled.count >= Self.memory { forgetOldest() }
      settled[Subject(server: incident.server, account: incident.account)] =
        event.incident.lastRefusal
    }
    return events
  }

  private mutating func forgetOldest() {
    let times = settled.values.sorted()
    let middle = times[times.count / 2]
    settled = settled.filter { $0.value > middle }
  }

  private func settledUntil(_ incident: Incident) -> Timestamp? {
    settled[Subject(server: incident.server, account: incident.account)]
  }

  /// Those turned away that belong to no earlier incident.
  private func refusals(of incident: Incident, after time: Timestamp?) -> Int {
    guard let time else { return incident.failures }
    guard incident.end > time else { return 0 }
    let attempts = incident.course.attempts
    guard !attempts.isEmpty else { return incident.failures }
    return attempts.count { $0.wasRefused && $0.time > time }
  }

  private func isSure(_ incident: Incident) -> Bool { incident.confidence >= Diagnosis.suspected }

  /// How often the first thirty became ten times as many.
  private static func severity(_ refusals: Int) -> Int {
    var (severity, bound) = (0, 30)
    while refusals >= bound, severity < 6 {
      severity += 1
      bound *= 10
    }
    return severity
  }
}

extension Incident {
  /// A value that rests on two times with different limits is that of neither.
  fileprivate mutating func forgetInferredLimit() {
    if limit?.basis == .inferred { limit = nil }
  }
}
