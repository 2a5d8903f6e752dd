import Bytes
import Packets
import Sessions

/// From fits and words to a limit's value.
extension Examination {
  /// The limit that the loads of sign-ins show.
  func limit(
    of signIn: SignInCase, fit: ThresholdFit, cause: Cause, family: ServerFamily, isCertain: Bool
  ) -> LimitFinding {
    let (observations, clients) = signIn.observations(
      perClient: cause == .connectionsPerUserAndIP)
    return finding(
      fit, observations: observations, cause: cause, family: family,
      setting: KnownLimits.settingName(of: family, for: cause),
      isCertain: isCertain
        && max(clients.count, signIn.clientsAtServer) >= Prior.clientsForExactness
        && options.unaligned.isEmpty)
  }

  /// A fit as a finding: exact where both bounds meet, bounded where they do not.
  ///
  /// Where it is not certain that all which the limit counts is in view, only the lower bound holds:
  /// what a success met. A success that certainly met the limit shows that it is none.
  func finding(
    _ fit: ThresholdFit, observations: [Observation], cause: Cause, family: ServerFamily,
    setting: String, isCertain: Bool = true
  ) -> LimitFinding {
    let most = observations.filter { !$0.wasRefused }.map(\.low).max()
    let isSound = isCertain && (most ?? 0) < fit.atMost ?? .max
    let atLeast = isSound ? fit.atLeast : 1 + (most ?? 0)
    let atMost = isSound ? fit.atMost : nil
    let value = atLeast == atMost && most != nil ? atLeast : nil
    let limit = value ?? atLeast
    let explained = observations.count { $0.prediction(of: limit) != .wrong }
    let fits = KnownLimits.settings(of: family, for: cause).filter { known in
      known.value >= atLeast && known.value <= (atMost ?? .max)
    }
    return LimitFinding(
      setting: setting, value: value, atLeast: most != nil || atLeast > 1 ? atLeast : nil,
      atMost: atMost, basis: .inferred, explained: explained,
      unexplained: observations.count - explained,
      alsoFits: fits.filter { $0.setting != setting })
  }

  /// The limit that the server's own words name, with its value where they hold it.
  func statedLimit(
    of signIn: SignInCase, cause: Cause, signatures: [SignatureTable.Match],
    family: ServerFamily
  ) -> LimitFinding {
    let (observations, _) = signIn.observations(perClient: cause == .connectionsPerUserAndIP)
    var finding =
      if let fit = ThresholdFit(observations) {
        self.finding(
          fit, observations: observations, cause: cause, family: family,
          setting: settingName(signatures, cause: cause, family: family))
      } else {
        LimitFinding(
          setting: settingName(signatures, cause: cause, family: family), basis: .stated,
          explained: 0, unexplained: 0, alsoFits: [])
      }
    if let value = signatures.lazy.compactMap(\.statedValue).first {
      finding.value = value
      finding.atLeast = value
      finding.atMost = value
      finding.basis = .stated
      finding.alsoFits = []
    }
    return finding
  }

  /// The setting as the signature table spells it, or as the family does.
  func settingName(
    _ signatures: [SignatureTable.Match], cause: Cause, family: ServerFamily
  ) -> String {
    let known = KnownLimits.settings(of: family, for: cause).first?.setting
    let stated = signatures.lazy.map(\.signature.setting).first { !$0.isEmpty }
    return known ?? stated ?? KnownLimits.settingName(of: family, for: cause)
  }
}
