import Bytes
import Packets
import Sessions

/// From fits and words to a limit's value.
extension Examination {
  /// The limit that the loads of sign-ins show.
  func limit(
    of signIn: SignInCase, fit: ThresholdFit, cause: Cause, family: ServerFamily
  ) -> LimitFinding {
    let (observations, _) = signIn.observations(perClient: cause == .connectionsPerUserAndIP)
    return finding(
      fit, observations: observations, cause: cause, family: family,
      setting: KnownLimits.settingName(of: family, for: cause))
  }

  /// A fit as a finding: exact where both bounds meet, bounded where they do not.
  func finding(
    _ fit: ThresholdFit, observations: [Observation], cause: Cause, family: ServerFamily,
    setting: String
  ) -> LimitFinding {
    let sawSuccess = observations.contains { !$0.wasRefused }
    let value = fit.atLeast == fit.atMost && sawSuccess ? fit.atLeast : nil
    let limit = value ?? fit.atLeast
    let explained = observations.count { observation in
      observation.wasRefused ? (observation.high ?? .max) >= limit : observation.low < limit
    }
    let fits = KnownLimits.settings(of: family, for: cause).filter { known in
      known.value >= fit.atLeast && known.value <= (fit.atMost ?? .max)
    }
    return LimitFinding(
      setting: setting, value: value, atLeast: sawSuccess || fit.atLeast > 1 ? fit.atLeast : nil,
      atMost: fit.atMost, basis: .inferred, explained: explained,
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
