import Bytes
import Packets
import Sessions

/// From fits and words to a limit's value.
extension Examination {
  /// The limit that the loads of sign-ins show.
  ///
  /// Where the loads that can be excluded leave several values, a closer look may tell: servers
  /// mostly give places back at once, and answer as soon as they have decided. A value found so is
  /// believed where it explains the attempts as well, and no sure one speaks against it.
  func limit(
    of signIn: SignInCase, fit: ThresholdFit, cause: Cause, family: ServerFamily,
    oddsOfLoadInView odds: Double
  ) -> LimitFinding {
    let perClient = cause == .connectionsPerUserAndIP
    let (observations, clients) = signIn.observations(perClient: perClient)
    let isCertain =
      odds >= Prior.exactness(clients: max(clients.count, signIn.clientsAtServer))
      && options.unaligned.isEmpty
    let setting = KnownLimits.settingName(of: family, for: cause)
    let sure = finding(
      fit, observations: observations, cause: cause, family: family, setting: setting,
      isCertain: isCertain)
    if !perClient, sure.unexplained >= LiftedStretch.least,
      let lifted = limitThatWasLifted(
        signIn, cause: cause, family: family, setting: setting, isCertain: isCertain)
    {
      return lifted
    }
    guard sure.value == nil, isCertain, let least = sure.atLeast, let most = sure.atMost else {
      return sure
    }
    for decidesAtAnswer in [false, true] {
      let (closer, _) = closer(signIn, decidesAtAnswer: decidesAtAnswer)
        .observations(perClient: perClient)
      guard let fit = ThresholdFit(closer), fit.setAside.isEmpty, fit.atLeast == fit.atMost,
        (least...most).contains(fit.atLeast),
        fit.mispredictions * 10 <= fit.explainedRefusals
      else { continue }
      let close = finding(
        fit, observations: closer, cause: cause, family: family, setting: setting)
      if close.value != nil { return close }
    }
    return sure
  }

  /// The case if the server gave places back at once, and decided as it answered.
  func closer(_ signIn: SignInCase, decidesAtAnswer: Bool = true) -> SignInCase {
    let slack = options.releaseSlack.nanoseconds - options.promptRelease.nanoseconds
    return signIn.sharpened(
      releasing: Interval(nanoseconds: slack), decidesAtAnswer: decidesAtAnswer)
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
    // A row with one name knows better which of a family's settings it is.
    if let stated, stated.isOneName { return stated }
    return known ?? stated ?? KnownLimits.settingName(of: family, for: cause)
  }
}

extension String {
  /// Whether it is a single setting as administrators spell them (`smtpd_client_auth_rate_limit`).
  fileprivate var isOneName: Bool {
    !isEmpty && allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }

  /// Whether it counts what comes in a time, of which loads say nothing.
  var namesRate: Bool { hasSuffix("_rate_limit") }
}
