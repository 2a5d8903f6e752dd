import Bytes
import Mail
import Packets
import Sessions

/// Refusals outside sign-in and other troubles of single sessions, grouped into incidents.
extension Examination {
  /// A group of symptoms that one incident is about.
  struct StatedGroup {
    var server: Endpoint
    var cause: Cause
    /// The account, where the cause is about one.
    var account: String?
    var symptoms: [Symptom] = []
  }

  private struct GroupKey: Hashable {
    var server: Endpoint
    var cause: Cause
    var account: String?
  }

  /// Rules whose symptoms are told here.
  private static let statedRules: Set<String> = [
    Rule.refusalStated.id, Rule.noticeStated.id, Rule.senderDelayed.id, Rule.tlsFailed.id,
    Rule.signInWithheld.id,
  ]

  func statedIncidents() -> [Incident] {
    var order: [GroupKey] = []
    var groups: [GroupKey: StatedGroup] = [:]
    for symptom in symptoms where Self.statedRules.contains(symptom.rule) {
      guard let cause = symptom.causes.first else { continue }
      let session = sessions[symptom.session]
      let account = cause == .budgetDelay ? session.signedInAccount?.user : nil
      let key = GroupKey(server: session.server, cause: cause, account: account)
      if groups[key] == nil {
        order.append(key)
        groups[key] = StatedGroup(server: session.server, cause: cause, account: account)
      }
      groups[key]?.symptoms.append(symptom)
    }
    for symptom in symptoms where symptom.causes == [.refused] {
      let server = sessions[symptom.session].server
      guard let end = shutdowns[server], end <= symptom.request.time else { continue }
      groups[GroupKey(server: server, cause: .shuttingDown)]?.symptoms.append(symptom)
    }
    return order.compactMap { key in groups[key].flatMap { incident(of: $0) } }
  }

  private func incident(of all: StatedGroup) -> Incident? {
    let group = withoutSpared(all)
    guard isEnough(group), let first = group.symptoms.first else { return nil }
    var incident = blank(
      cause: group.cause, confidence: confidence(of: group), server: group.server,
      family: families.family(of: group.server))
    incident.account = group.account ?? onlyAccount(of: group)
    incident.start = group.symptoms.map(\.request.time).min() ?? first.request.time
    if group.cause != .backPressure { incident.start = first.answer.time }
    incident.end = group.symptoms.map(\.answer.time).max() ?? first.answer.time
    incident.failures = failures(of: group)
    incident.clients = unique(group.symptoms.map { sessions[$0.session].client.address })
    incident.successes = successes(beside: group)
    incident.attempts = incident.failures + incident.successes
    incident.alternatives =
      first.causes.dropFirst().map {
        Alternative(
          cause: $0, confidence: 0.3, because: "the same words stand for it; only a log can tell")
      } + alternatives(to: group)
    addLimit(of: group, to: &incident)
    incident.backoff = backoff(of: group.symptoms)
    addEvidence(of: group.symptoms, to: &incident)
    return complete(incident, sessions: Set(group.symptoms.map(\.session)))
  }

  /// The group without what did no harm: clients that got TLS, or in, all the same.
  private func withoutSpared(_ group: StatedGroup) -> StatedGroup {
    var group = group
    switch group.cause {
    case .tlsFailure:
      let served = Set(
        places(at: group.server).filter { sessions[$0].handshake?.reachedData == true }
          .map { sessions[$0].client.address })
      group.symptoms.removeAll { served.contains(sessions[$0.session].client.address) }
    case .loginDisabled, .noMechanism:
      let isWithheld = group.symptoms.allSatisfy { $0.rule == Rule.signInWithheld.id }
      let isOpen = (sessionsByServer[group.server.address] ?? []).contains { index in
        sessions[index].tls != .none
          || sessions[index].authentications.contains { $0.result == .accepted }
      }
      if isWithheld, isOpen { group.symptoms = [] }
    default: break
    }
    return group
  }

  /// The sessions of one server port, in time order.
  func places(at server: Endpoint) -> [Int] {
    (sessionsByServer[server.address] ?? []).filter { sessions[$0].server == server }
  }
}

extension MailSession {
  /// The account of the last sign-in that was accepted.
  var signedInAccount: AccountName? {
    authentications.last { $0.result == .accepted }?.account
  }
}
