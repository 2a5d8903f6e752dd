import Bytes
import Packets
import Sessions

/// Refusals outside sign-in whose words name a cause: grouped by server, cause and account.
extension Examination {
  private struct GroupKey: Hashable {
    var server: Endpoint
    var cause: Cause
  }

  func statedIncidents() -> [Incident] {
    var order: [GroupKey] = []
    var groups: [GroupKey: [Symptom]] = [:]
    for symptom in symptoms where symptom.rule == Rule.refusalStated.id {
      guard let cause = symptom.causes.first else { continue }
      let key = GroupKey(server: sessions[symptom.session].server, cause: cause)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(symptom)
    }
    return order.compactMap { key in
      incident(at: key.server, cause: key.cause, symptoms: groups[key] ?? [])
    }
  }

  private func incident(at server: Endpoint, cause: Cause, symptoms: [Symptom]) -> Incident? {
    guard let first = symptoms.first, let last = symptoms.last else { return nil }
    let family = families.family(of: server)
    let signatures = symptoms.compactMap(\.signature)
    let isSoft = signatures.allSatisfy(\.signature.isUnconfirmed)
    let concerned = sessions.enumerated().filter { $0.element.server == server }
    let own = Set(symptoms.map(\.session))
    var incident = blank(
      cause: cause, confidence: isSoft ? 0.85 : 0.97, server: server, family: family)
    incident.start = first.answer.time
    incident.end = last.answer.time
    incident.failures = symptoms.count
    incident.attempts = symptoms.count
    incident.clients = unique(symptoms.map { sessions[$0.session].client.address })
    incident.alternatives = first.causes.dropFirst().map {
      Alternative(
        cause: $0, confidence: 0.3, because: "the same words stand for it; only a log can tell")
    }
    if let step = rateStep(of: cause) {
      countTransactions(step, of: concerned.map(\.element), in: &incident, signatures: signatures)
    }
    addEvidence(of: symptoms, to: &incident)
    return complete(incident, sessions: own)
  }

  private func rateStep(of cause: Cause) -> TransactionFact.Step? {
    switch cause {
    case .smtpMessageRate: .sender
    case .smtpRecipientRate: .recipient
    default: nil
    }
  }

  /// Counts what a rate limit counts, and infers its value from it.
  private func countTransactions(
    _ step: TransactionFact.Step, of concerned: [MailSession], in incident: inout Incident,
    signatures: [SignatureTable.Match]
  ) {
    let observations = TransactionRate(step: step).observations(concerned)
    incident.attempts = max(incident.failures, observations.count)
    incident.successes = observations.count { !$0.wasRefused }
    guard let fit = ThresholdFit(observations) else { return }
    incident.limit = finding(
      fit, observations: observations, cause: incident.cause, family: incident.family,
      setting: settingName(signatures, cause: incident.cause, family: incident.family))
    incident.peakLoad = observations.filter { !$0.wasRefused }.map { $0.low + 1 }.max()
  }
}
