import Bytes
import Packets
import Sessions

/// Connections that were not served: grouped by server port, then explained.
extension Examination {
  /// Rules whose symptoms say that a connection was not served at all.
  private static let openingRules: Set<String> = [
    Rule.greetingRefused.id, Rule.closedBeforeGreeting.id, Rule.noGreeting.id,
    Rule.connectionRefused.id, Rule.connectionUnanswered.id,
  ]

  func openingIncidents() -> [Incident] {
    openingCases().flatMap { opening -> [Incident] in
      let groups = Dictionary(grouping: opening.refusals) { $0.symptom?.causes ?? [] }
      return groups.keys.sorted { "\($0)" < "\($1)" }.compactMap { causes in
        var own = opening
        own.attempts.removeAll { attempt in
          attempt.symptom.map { $0.causes != causes || belongsToShutdown($0) } ?? false
        }
        return own.refusals.isEmpty ? nil : incident(of: own, among: causes)
      }
    }
  }

  /// Whether a connection was refused by a port whose service had said that it goes.
  private func belongsToShutdown(_ symptom: Symptom) -> Bool {
    symptom.causes == [.refused]
      && shutdowns[sessions[symptom.session].server].map { $0 <= symptom.request.time } ?? false
  }

  /// The connections to each server port where some were not served, and to the `other` ports.
  func openingCases(at other: Set<Endpoint> = []) -> [OpeningCase] {
    let refusals = Dictionary(
      symptoms.filter { Self.openingRules.contains($0.rule) }.map { ($0.session, $0) },
      uniquingKeysWith: { first, _ in first })
    let affected = Set(refusals.keys.map { sessions[$0].server }).union(other)
    var order: [Endpoint] = []
    var cases: [Endpoint: OpeningCase] = [:]
    for index in sessions.indices where affected.contains(sessions[index].server) {
      let session = sessions[index]
      let symptom = refusals[index]
      guard symptom != nil || session.greeting != nil || session.tls == .implicit else { continue }
      if cases[session.server] == nil {
        order.append(session.server)
        cases[session.server] = OpeningCase(
          server: session.server, attempts: [], holdings: [],
          isOneClientsView: isOneClientsView(of: session.server.address))
      }
      let request = symptom?.request ?? session.established ?? session.first
      let answer = symptom?.answer ?? session.greeting?.stamp ?? request
      cases[session.server]?.attempts.append(
        OpeningCase.Attempt(
          session: index, client: session.client.address, request: request, answer: answer,
          symptom: symptom))
      if symptom == nil {
        cases[session.server]?.holdings.append(
          (session.client.address, holding(of: session, from: request.time, to: answer.time)))
      }
    }
    return order.compactMap { cases[$0] }
  }

  private func incident(of opening: OpeningCase, among causes: [Cause]) -> Incident? {
    guard hasEnough(opening, for: causes) else { return nil }
    let family = families.family(of: opening.server)
    let ranking = Ranking(opening.hypotheses(among: causes, family: family))
    guard let best = ranking.best else { return nil }
    let signatures = opening.refusals.compactMap { $0.symptom?.signature }
    let ceiling = certainty(of: best.cause, opening: opening, signatures: signatures)
    var incident = incident(
      of: opening, cause: best.cause, confidence: best.confidence * ceiling, family: family)
    incident.alternatives = ranking.alternatives
    if let fit = best.hypothesis.fit {
      let perClient = best.cause == .connectionsPerIP || best.cause == .smtpConnectionsPerSource
      let observed = opening.observations(perClient: perClient)
      var limit = finding(
        fit, observations: observed.observations, cause: best.cause, family: family,
        setting: settingName(signatures, cause: best.cause, family: family))
      if let value = signatures.lazy.compactMap(\.statedValue).first {
        (limit.value, limit.atLeast, limit.atMost) = (value, value, value)
        limit.basis = .stated
      } else if limit.setting.namesRate {
        (limit.value, limit.atLeast, limit.atMost, limit.alsoFits) = (nil, nil, nil, [])
      }
      incident.limit = limit
      let refused = Set(opening.refusals.map(\.client))
      let timelines =
        perClient
        ? refused.compactMap { observed.timelines[$0] }
        : [LoadTimeline(opening.holdings.map(\.holding))]
      let busiest = timelines.max { $0.peak < $1.peak }
      incident.peakLoad = busiest?.peak ?? 0
      incident.timeline = busiest?.points ?? []
    }
    return complete(incident, sessions: Set(opening.attempts.map(\.session)))
  }

  /// Whether there is enough of it to speak of: one RST is an answer, one silence is not.
  private func hasEnough(_ opening: OpeningCase, for causes: [Cause]) -> Bool {
    let refusals = opening.refusals
    switch causes.first {
    case .unreachable:
      let unanswered = refusals.reduce(0) { $0 + sessions[$1.session].synCount }
      return unanswered >= options.unansweredSYNs
    case .refused, .noGreeting: return !refusals.isEmpty
    case .closedBeforeGreeting:
      return refusals.count >= options.repeatedRefusals || opening.successes.isEmpty
    default: return !refusals.isEmpty
    }
  }

  /// The most that one cause may claim, whatever the alternatives.
  private func certainty(
    of cause: Cause, opening: OpeningCase, signatures: [SignatureTable.Match]
  ) -> Double {
    switch cause {
    case .unreachable:
      // With nothing at all from the server's side, the capture may have one direction only.
      sessions.contains { $0.seen.server } ? 0.95 : 0.6
    case .refused: opening.successes.isEmpty ? 0.97 : 0.8
    case .noGreeting, .closedBeforeGreeting:
      opening.refusals.count >= options.repeatedRefusals ? 0.95 : 0.6
    default:
      // Texts of the table that nobody has confirmed speak softly.
      !signatures.isEmpty && signatures.allSatisfy(\.signature.isUnconfirmed) ? 0.9 : 0.99
    }
  }
}
