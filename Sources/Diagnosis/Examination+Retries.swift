import Bytes
import Packets
import Sessions

/// What clients did after they were refused.
extension Examination {
  /// The retries after an incident's refusals; nil where nobody came back twice.
  ///
  /// - Parameter own: the sessions in the incident's scope.
  func retries(after incident: Incident, among own: Set<Int>) -> RetrySummary? {
    let refused = own.sorted().flatMap { symptoms[symptomPlaces[$0] ?? 0..<0] }
    let refusedSessions = Set(refused.map(\.session))
    var pauses: [Interval] = []
    var backOff: RetrySummary.BackOff?
    let asked = Dictionary(
      refused.compactMap { symptom in symptom.askedBackOff.map { (symptom.session, $0) } },
      uniquingKeysWith: max)
    for index in refusedSessions.sorted() {
      let end = symptomEnd[index] ?? sessions[index].last.time
      guard let next = nextConnection(after: index, from: end) else { continue }
      let pause = next.since(end)
      pauses.append(pause)
      guard let wait = asked[index] else { continue }
      var sum = backOff ?? RetrySummary.BackOff(asked: wait, obeyed: 0, ignored: 0)
      sum.asked = max(sum.asked, wait)
      if pause >= wait { sum.obeyed += 1 } else { sum.ignored += 1 }
      backOff = sum
    }
    guard pauses.count >= 2 else { return nil }
    pauses.sort()
    let all = sessionsByServer[incident.server.address]?.count ?? own.count
    return RetrySummary(
      connections: own.count, refusedConnections: refusedSessions.count, tries: pauses.count,
      medianPause: pauses[pauses.count / 2],
      attemptsPerSuccess: incident.successes > 0
        ? Double(incident.attempts) / Double(incident.successes) : nil,
      shareOfConnections: Double(pauses.count) / Double(max(1, all)), backOff: backOff,
      secrets: secrets(of: refused))
  }

  private func secrets(of refused: [Symptom]) -> RetrySummary.Secrets? {
    let prints = refused.compactMap { symptom in
      symptom.authentication.flatMap {
        sessions[symptom.session].authentications[$0].secretFingerprint
      }
    }
    guard prints.count >= 2 else { return nil }
    return RetrySummary.Secrets(compared: prints.count, distinct: Set(prints).count)
  }
}

extension Symptom {
  /// The wait that the server's words ask for.
  var askedBackOff: Interval? {
    guard causes == [.budgetDelay], let value = signature?.statedValue else { return nil }
    return .milliseconds(Int64(value))
  }
}
