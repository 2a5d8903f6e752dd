/// Limits that were raised, or lifted, while the captures ran.
extension Examination {
  /// The limit that was in force before and after the times in which it was lifted, or higher; nil
  /// where no such times explain what a limit does not.
  func limitThatWasLifted(
    _ signIn: SignInCase, cause: Cause, family: ServerFamily, setting: String, isCertain: Bool
  ) -> LimitFinding? {
    var bounded: LimitFinding?
    for decidesAtAnswer in isCertain ? [nil, false, true] : [nil] {
      let signIn = decidesAtAnswer.map { closer(signIn, decidesAtAnswer: $0) } ?? signIn
      let (observations, _) = signIn.observations()
      for limit in LiftedStretch.candidates(observations) {
        guard let stretches = LiftedStretch.stretches(in: observations, limit: limit) else {
          continue
        }
        let rest = observations.indices.filter { place in
          !stretches.contains { $0.places.contains(place) }
        }.map { observations[$0] }
        guard let fit = ThresholdFit(rest), fit.mispredictions == 0, fit.setAside.isEmpty,
          fit.atMost == limit
        else { continue }
        var finding = finding(
          fit, observations: rest, cause: cause, family: family, setting: setting,
          isCertain: isCertain)
        let attempts = signIn.attempts.filter(\.isDecisive)
        finding.lifted = stretches.map { stretch in
          LiftedTime(
            first: attempts[stretch.places.lowerBound].answer,
            last: attempts[stretch.places.upperBound].answer, signIns: stretch.forbidden)
        }
        if finding.value != nil { return finding }
        bounded = bounded ?? finding
      }
    }
    return bounded
  }
}
