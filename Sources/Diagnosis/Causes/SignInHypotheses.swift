import Bytes
import Packets

/// The explanations that compete for refused sign-ins of one account.
extension SignInCase {
  func hypotheses(family: ServerFamily, known: Set<DiagnosisOptions.KnownFact>) -> [Hypothesis] {
    let (observations, clients) = observations()
    guard let fit = ThresholdFit(observations) else { return [] }
    var all = [
      connectionLimit(fit, family: family, observations: observations),
      rejectedEverywhere(observations),
      lockedMeanwhile(observations),
    ]
    if clients.count > 1 {
      all.append(rejectedSomewhere(observations))
      all.append(connectionLimitPerAddress(family: family))
    }
    for index in all.indices { all[index].score += Self.bonus(of: all[index].cause, known: known) }
    return all
  }

  /// Sign-ins are refused while N connections of the account are open.
  private func connectionLimit(
    _ fit: ThresholdFit, family: ServerFamily, observations: [Observation]
  ) -> Hypothesis {
    let defaults = KnownLimits.settings(of: family, for: .connectionsPerUser)
    var score = ln(Prior.connectionLimit) - fit.cost * Hypothesis.mispredictionCost
    if fit.explainedRefusals == 0 { score = Hypothesis.impossible }
    let leansOnUnseen = observations.contains { observation in
      observation.wasRefused && (observation.high ?? .max) > observation.low
        && observation.low < fit.atLeast
    }
    score += leansOnUnseen ? ln(Prior.unseenLoad) : ln(Prior.value(of: fit, defaults: defaults))
    let lowest = observations.filter(\.wasRefused).compactMap(\.high).min() ?? 0
    return Hypothesis(
      cause: .connectionsPerUser, score: score, fit: fit,
      because: lowest == 0
        ? "refused even with no other connection of the account open"
        : "refused with \(lowest) open, accepted with as many or more at other times")
  }

  /// The same, counted per account and client address.
  private func connectionLimitPerAddress(family: ServerFamily) -> Hypothesis {
    let (observations, _) = observations(perClient: true)
    let because = "refused clients held no connection of their own, or accepted ones held as many"
    guard let fit = ThresholdFit(observations), fit.explainedRefusals > 0 else {
      return Hypothesis(
        cause: .connectionsPerUserAndIP, score: Hypothesis.impossible, because: because)
    }
    let defaults = KnownLimits.settings(of: family, for: .connectionsPerUserAndIP)
    return Hypothesis(
      cause: .connectionsPerUserAndIP,
      score: ln(Prior.connectionLimitPerAddress) + ln(Prior.value(of: fit, defaults: defaults))
        - fit.cost * Hypothesis.mispredictionCost,
      fit: fit, because: because)
  }

  /// The name or password is wrong: every attempt of everybody fails.
  private func rejectedEverywhere(_ observations: [Observation]) -> Hypothesis {
    let accepted = observations.count { !$0.wasRefused }
    return Hypothesis(
      cause: .rejected,
      score: ln(Prior.rejectedEverywhere) - Double(accepted) * Hypothesis.mispredictionCost,
      because: accepted > 0
        ? "the same account signed in \(successes.count.times) in this capture"
        : "nothing in this capture rules it out; ask whether others sign in with this account")
  }

  /// Some clients have the wrong password, the others the right one.
  private func rejectedSomewhere(_ observations: [Observation]) -> Hypothesis {
    let byClient = Dictionary(grouping: observations, by: \.client)
    var score = ln(Prior.rejectedSomewhere)
    var blamed: Set<Int> = []
    var mixed = 0
    for (client, own) in byClient {
      let refusals = own.count(where: \.wasRefused)
      if refusals == own.count {
        blamed.insert(client)
        score -= ThresholdFit.setAsidePrice * Hypothesis.mispredictionCost
      } else if refusals > 0 {
        mixed += 1
        score -= Double(refusals) * Hypothesis.mispredictionCost
      }
    }
    return Hypothesis(
      cause: .rejected, score: score, clients: blamed,
      because: mixed > 0
        ? "\(mixed.counted("client")) \(mixed == 1 ? "was" : "were") refused at one time and accepted at another"
        : "\(blamed.count.counted("client")) would have to have a wrong password")
  }

  /// The account was locked or disabled at some moment: accepted before, refused after.
  private func lockedMeanwhile(_ observations: [Observation]) -> Hypothesis {
    // Mispredictions of a turn just before attempt i: refusals before it, successes from it on.
    var wrong = observations.count { !$0.wasRefused }
    var least = Int.max
    var successesAfterRefusal = 0
    var refusedBefore = false
    for observation in observations {
      wrong += observation.wasRefused ? 1 : -1
      least = min(least, wrong)
      if observation.wasRefused { refusedBefore = true }
      if !observation.wasRefused && refusedBefore { successesAfterRefusal += 1 }
    }
    if observations.allSatisfy(\.wasRefused) { least = 0 }
    return Hypothesis(
      cause: .lockedOrDisabled,
      score: ln(Prior.lockedMeanwhile) - Double(max(0, least)) * Hypothesis.mispredictionCost,
      because: successesAfterRefusal > 0
        ? "sign-ins succeeded again \(successesAfterRefusal.times) after refusals"
        : "possible only if the account was locked at that very moment")
  }

  private static func bonus(
    of cause: Cause, known: Set<DiagnosisOptions.KnownFact>
  ) -> Double {
    var bonus = 0.0
    if cause.verdict == .throttling, known.contains(.othersSignIn) { bonus += 1.2 }
    if cause == .rejected, known.contains(.passwordVerified) { bonus -= 2.5 }
    return bonus
  }
}
