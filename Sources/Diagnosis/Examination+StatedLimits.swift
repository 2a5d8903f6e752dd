import Bytes
import Mail
import Packets
import Sessions

/// Values of limits that refusals outside sign-in show.
extension Examination {
  func addLimit(of group: StatedGroup, to incident: inout Incident) {
    let signatures = group.symptoms.compactMap(\.signature)
    switch group.cause {
    case .smtpMessageRate: countTransactions(.sender, of: group, in: &incident, signatures)
    case .smtpRecipientRate:
      // Exchange counts recipients over a day, of which no capture of minutes tells.
      guard incident.family != .exchange, incident.family != .exchangeOnline else { return }
      countTransactions(.recipient, of: group, in: &incident, signatures)
    case .commandSize: incident.limit = commandSize(group, signatures, incident.family)
    default: break
    }
  }

  /// Counts what a rate limit counts, and infers its value from it.
  ///
  /// Exchange's connectors count by user or by address (MessageRateSource): what explains the
  /// refusals better is believed.
  private func countTransactions(
    _ step: TransactionFact.Step, of group: StatedGroup, in incident: inout Incident,
    _ signatures: [SignatureTable.Match]
  ) {
    let concerned = places(at: group.server).map { sessions[$0] }
    let isPerConnection = signatures.contains {
      $0.signature.setting.contains("per_connection")
    }
    if isPerConnection {
      let observations = TransactionRate(step: step).observationsPerConnection(concerned)
      add(observations, to: &incident, signatures)
      return
    }
    let byAddress = TransactionRate(step: step).observations(concerned)
    let byAccount = TransactionRate(step: step, key: .account).observations(concerned)
    var observations = byAddress
    let accounts = Set(
      group.symptoms.map { sessions[$0.session].signedInAccount?.user })
    if incident.family == .exchange || incident.family == .unknown,
      byAccount.count == byAddress.count, let account = accounts.first, accounts.count == 1,
      let other = ThresholdFit(byAccount), let own = ThresholdFit(byAddress),
      other.mispredictions < own.mispredictions
        || (incident.family == .exchange && other.mispredictions == own.mispredictions)
    {
      observations = byAccount
      incident.account = account
    }
    add(observations, to: &incident, signatures)
  }

  private func add(
    _ observations: [Observation], to incident: inout Incident,
    _ signatures: [SignatureTable.Match]
  ) {
    incident.attempts = max(incident.failures, observations.count)
    incident.successes = observations.count { !$0.wasRefused }
    guard let fit = ThresholdFit(observations) else { return }
    incident.limit = finding(
      fit, observations: observations, cause: incident.cause, family: incident.family,
      setting: settingName(signatures, cause: incident.cause, family: incident.family))
    incident.peakLoad = observations.filter { !$0.wasRefused }.map { $0.low + 1 }.max()
  }

  /// Between the longest command that was taken and the shortest that was refused, in bytes.
  private func commandSize(
    _ group: StatedGroup, _ signatures: [SignatureTable.Match], _ family: ServerFamily
  ) -> LimitFinding {
    let answers = Set(group.symptoms.map(\.answer))
    let refused = group.symptoms.flatMap { symptom in
      sessions[symptom.session].refusals.filter { answers.contains($0.stamp) }
        .compactMap(\.commandBytes)
    }
    let accepted = places(at: group.server).map { sessions[$0].longestAccepted }.max() ?? 0
    let least = accepted > 0 ? accepted : nil
    // A command may be as long as the limit.
    let most = refused.min().map { $0 - 1 }.flatMap { $0 >= accepted ? $0 : nil }
    return LimitFinding(
      setting: settingName(signatures, cause: .commandSize, family: family),
      value: least == most ? least : nil, atLeast: least, atMost: most, basis: .inferred,
      explained: refused.count, unexplained: group.symptoms.count - refused.count, alsoFits: [])
  }
}
