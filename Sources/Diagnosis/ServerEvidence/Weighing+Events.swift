import Bytes
import Packets
import ServerRecords

/// What events say of an incident.
extension Weighing {
  mutating func weighEvents() {
    if [.connectionsPerUser, .storeSessions, .rejected, .unavailable].contains(incident.cause) {
      weighSessionLimits()
      weighUserLimits()
    }
    if [.smtpConnectionsPerSource, .smtpConnectionsTotal].contains(incident.cause) {
      weighConnectorRefusals()
    }
  }

  /// The clock of a file's events against the incident's refusals.
  private func clock(of times: [RecordTime]) -> ClockOffset? {
    ClockEstimate.offset(laying: times, on: incident.evidence.map(\.stamp.time))
  }

  private func isAccount(_ name: String) -> Bool {
    guard let account = incident.account?.lowercased() else { return true }
    let name = name.lowercased()
    let local = name.split(separator: "\\").last?.split(separator: "@").first.map(String.init)
    return name == account || local == account || name.hasSuffix("-" + account)
  }

  private mutating func weighSessionLimits() {
    let own = records.sessionLimits.filter { isAccount($0.mailboxName) }
    for (_, events) in Dictionary(grouping: own, by: \.source.file).sorted(by: { $0.key < $1.key })
    {
      guard let first = events.first else { continue }
      let origin: Sentence = "event 9646"
      let statement: Sentence =
        "\(first.mailboxName) exceeded the maximum of \(first.maximum) objects of type"
        + " \(first.objectType), \(events.count.times)"
      guard first.countsSessions else {
        add(first.source, origin, "\(statement): another limit", .undecided)
        continue
      }
      guard let clock = clock(of: events.map(\.time)) else {
        add(first.source, origin, "\(statement); not aligned with the refusals", .undecided)
        continue
      }
      if isCauseLogged {
        add(
          first.source, origin, "\(statement): the store's limit is met too", .undecided,
          clock: clock)
        continue
      }
      let effect: Confirmation.Effect = incident.cause == .storeSessions ? .confirms : .corrects
      markLogged()
      correct(
        to: .storeSessions, confidence: 0.95, because: "event 9646 was logged at the refusals")
      change { incident in
        incident.confidence = max(incident.confidence, 0.95)
        let setting =
          first.maximum == 32 ? StoreParameters.sessions : StoreParameters.serviceSessions
        incident.limit = LimitFinding(
          setting: setting, value: first.maximum, atLeast: first.maximum, atMost: first.maximum,
          basis: .log, explained: incident.limit?.explained ?? 0,
          unexplained: incident.limit?.unexplained ?? 0, alsoFits: [])
      }
      add(first.source, origin, statement, effect, clock: clock)
    }
  }

  private mutating func weighUserLimits() {
    let own = records.userLimits.filter { $0.isIMAP && isAccount($0.user) }
    guard let first = own.first else { return }
    let statement: Sentence =
      "connections of \(first.user) exceeded \(first.maximum), \(own.count.times)"
    guard let clock = clock(of: own.map(\.time)), !isCauseLogged else {
      add(first.source, "event 1009", "\(statement); not aligned with the refusals", .undecided)
      return
    }
    markLogged()
    let effect: Confirmation.Effect = incident.cause == .connectionsPerUser ? .confirms : .corrects
    correct(
      to: .connectionsPerUser, confidence: 0.9, because: "event 1009 was logged at the refusals")
    add(first.source, "event 1009", statement, effect, clock: clock)
    settle(first.maximum, basis: .log)
  }

  private mutating func weighConnectorRefusals() {
    let isTotal = incident.cause == .smtpConnectionsTotal
    let own = records.connectorRefusals.filter { event in
      guard let text = event.address else { return isTotal }
      return !isTotal && IPAddress(text).map { incident.clients.contains($0) } == true
    }
    guard let first = own.first else { return }
    let origin: Sentence = isTotal ? "event 1009" : "event 1021"
    let statement: Sentence = "connector \(first.connector) allows \(first.limit) connections"
    add(first.source, origin, statement, fits(first.limit) ? .confirms : .refutes)
    if fits(first.limit) { settle(first.limit, basis: .log) }
  }
}
