import Bytes
import Packets

/// The explanations that compete for refused sign-ins of one account.
extension SignInCase {
  /// - Parameter causes: those that the server's words leave open, a limit's first.
  func hypotheses(
    among causes: [Cause], family: ServerFamily, known: Set<DiagnosisOptions.KnownFact>
  ) -> [Hypothesis] {
    let limit = causes.first { $0.verdict == .throttling } ?? .connectionsPerUser
    let countsPerAddress = limit == .connectionsPerUser && hasSeveralClients
    var (all, perAddress) = concurrently(
      { hypotheses(among: causes, limit, family: family) },
      { countsPerAddress ? limitPerAddress(family: family) : nil })
    guard !all.isEmpty else { return [] }
    if let perAddress { all.append(perAddress) }
    for index in all.indices {
      all[index].score += Self.bonus(of: all[index].cause, known: known)
      if all[index].cause == .rejected { all[index].score += secretsSpeakForRejection }
    }
    return all
  }

  /// Those that do not count by client address.
  private func hypotheses(
    among causes: [Cause], _ limit: Cause, family: ServerFamily
  ) -> [Hypothesis] {
    let (observations, clients) = observations()
    guard let fit = ThresholdFit(observations) else { return [] }
    let series = OutcomeSeries(observations)
    let secrets = SecretRecord(attempts)
    let dividesClients = dividesClients(observations, clients)
    var all = [
      limitHere(
        limit, fit, family: family, observations: observations,
        secretsOfOthers: secrets.odds(ofWrongPasswordsOn: fit.setAside.map { clients[$0] }),
        dividesClients: dividesClients),
      limitWithHoldersElsewhere(
        limit, fit, series, observations, dividesClients: dividesClients),
      .chance(series),
    ]
    if causes.contains(.rejected) {
      all += [
        rejectedEverywhere(observations), lockedMeanwhile(series),
        outage(series, prior: Prior.outage),
      ]
      if clients.count > 1 { all.append(rejectedSomewhere(observations, clients, secrets)) }
      if let refused = mechanismRefused() { all.append(refused) }
    } else if causes.contains(.unavailable) {
      all += [
        unavailableThroughout(observations), outage(series, prior: Prior.outageThatSaysSo),
      ]
    }
    return all
  }

  /// Sign-ins are refused while N connections of the account are open, all of them in view.
  private func limitHere(
    _ cause: Cause, _ fit: ThresholdFit, family: ServerFamily, observations: [Observation],
    secretsOfOthers: Double, dividesClients: Bool
  ) -> Hypothesis {
    let defaults = KnownLimits.settings(of: family, for: cause)
    var score = ln(Prior.connectionLimit) + secretsOfOthers
    if fit.explainedRefusals == 0 || isOneClientsView { score = Hypothesis.impossible }
    // Sessions from before the capture that are most likely the account's count as well, also where
    // the loads in view would do.
    let leansOnUnseen = observations.contains { observation in
      guard observation.wasRefused else { return false }
      guard let high = observation.high else {
        return observation.low < fit.atLeast || !assumed.isEmpty
      }
      return high > observation.low && observation.low < fit.atLeast && !unseen.isEmpty
    }
    let value = ln(Prior.value(of: fit, defaults: defaults))
    score +=
      leansOnUnseen
      ? ln(Prior.unseenLoad) + oddsOfLimitMet(fit, defaults: defaults)
        + (dividesClients ? ln(Prior.sameClients) : 0) : value - fit.cost
    return Hypothesis(
      cause: cause, score: score, valuePrior: leansOnUnseen ? nil : value, fit: fit,
      because: Self.unlikeALimit(observations))
  }

  /// Whether a few clients are always refused, and all others never: it may be the clients that
  /// differ, and not the loads that they met.
  ///
  /// Who holds a session from before was accepted once.
  private func dividesClients(
    _ observations: [Observation], _ addresses: [IPAddress]
  ) -> Bool {
    func clients(_ wereRefused: Bool) -> Set<IPAddress> {
      Set(observations.filter { $0.wasRefused == wereRefused }.map { addresses[$0.client] })
    }
    let refused = clients(true)
    let accepted = clients(false).union(assumedClients)
    return refused.count <= Prior.manyClients && refused.count < accepted.count
      && refused.isDisjoint(with: accepted)
  }

  /// The same, but others hold connections that the capture does not show.
  private func limitWithHoldersElsewhere(
    _ cause: Cause, _ fit: ThresholdFit, _ series: OutcomeSeries, _ observations: [Observation],
    dividesClients: Bool
  ) -> Hypothesis {
    let clients = Set(observations.map(\.client)).count
    var score =
      ln(Prior.connectionLimit)
      + ln(
        Prior.hiddenHolders(
          clients: max(clients, clientsAtServer), isOneClientsView: isOneClientsView))
      - min(
        series.persistence, series.chance,
        LoadTrend(observations, besides: fit.atLeast)?.cost ?? .infinity)
    if dividesClients, !assumed.isEmpty { score += ln(Prior.sameClients) }
    if series.successes == 0 { score += Double(clients - 1) * ln(Prior.holdersOutOfView) }
    var open = fit
    open.atLeast = 1 + (observations.filter { !$0.wasRefused }.map(\.low).max() ?? 0)
    open.atMost = nil
    open.setAside = []
    return Hypothesis(
      cause: cause, score: score, fit: open, leansOnUnseenLoad: true,
      because: Self.unlikeALimit(observations))
  }

  private static func unlikeALimit(_ observations: [Observation]) -> Sentence {
    let lowest = observations.filter(\.wasRefused).compactMap(\.high).min() ?? 0
    return lowest == 0
      ? "refused even with no other connection of the account open"
      : "refused with \(lowest) open, accepted with as many or more at other times"
  }

  /// The same, counted per account and client address.
  private func limitPerAddress(family: ServerFamily) -> Hypothesis {
    let (observations, _) = observations(perClient: true)
    let because: Sentence =
      "refused clients held no connection of their own, or accepted ones held as many"
    guard let fit = ThresholdFit(observations), fit.explainedRefusals > 0 else {
      return Hypothesis(
        cause: .connectionsPerUserAndIP, score: Hypothesis.impossible, because: because)
    }
    let defaults = KnownLimits.settings(of: family, for: .connectionsPerUserAndIP)
    return Hypothesis(
      cause: .connectionsPerUserAndIP,
      score: ln(Prior.connectionLimitPerAddress) + ln(Prior.value(of: fit, defaults: defaults))
        - fit.cost,
      fit: fit, because: because)
  }

  /// The name or password is wrong: every attempt of everybody fails.
  private func rejectedEverywhere(_ observations: [Observation]) -> Hypothesis {
    let accepted = observations.count { !$0.wasRefused }
    // Sessions that are most likely the account's own were let in before the capture. One client or
    // two may have a wrong password beside them; all of several hardly.
    let isBesideOthers = !assumed.isEmpty && clients.count >= Prior.manyClients
    return Hypothesis(
      cause: .rejected,
      score: ln(Prior.rejectedEverywhere) - Double(accepted) * Likelihood.wrong
        + (isBesideOthers ? ln(1 - Prior.earlierSessionsCount) : 0),
      because: accepted > 0
        ? "the same account signed in \(successes.count.times) in this capture"
        : isBesideOthers
          ? "\(assumed.count.counted(.session)) from before the capture, most likely of the same account, stayed open"
          : "nothing in this capture rules it out; ask whether others sign in with this account")
  }

  /// Some clients have the wrong password, the others the right one.
  private func rejectedSomewhere(
    _ observations: [Observation], _ clients: [IPAddress], _ secrets: SecretRecord
  ) -> Hypothesis {
    let collapsed = observations.collapsed
    let byClient = Dictionary(grouping: collapsed, by: \.client)
    var score = ln(Prior.rejectedSomewhere)
    var blamed: Set<Int> = []
    var mixed = 0
    for (client, own) in byClient {
      let refusals = own.count(where: \.wasRefused)
      if refusals == own.count {
        blamed.insert(client)
      } else if refusals > 0 {
        mixed += 1
        score -= Double(refusals) * Likelihood.wrong
      }
    }
    score += Prior.wrongPasswords(on: blamed.count, of: byClient.count)
    score += secrets.odds(ofWrongPasswordsOn: blamed.map { clients[$0] })
    score -= Double(collapsed.count) * Likelihood.right
    return Hypothesis(
      cause: .rejected, score: score, clients: blamed,
      because: mixed > 0
        ? mixed == 1
          ? "\(mixed.counted(.client)) was refused at one time and accepted at another"
          : "\(mixed.counted(.client)) were refused at one time and accepted at another"
        : "\(blamed.count.counted(.client)) would have to have a wrong password")
  }

  /// Some mechanisms are never taken, others always, whoever uses them.
  ///
  /// Two clients at least on either side: with one, its own password is as good a reason.
  private func mechanismRefused() -> Hypothesis? {
    guard attempts.contains(where: { $0.mechanism != attempts[0].mechanism }) else { return nil }
    let byMechanism = Dictionary(grouping: attempts.filter(\.isDecisive), by: \.mechanism)
    let never = byMechanism.filter { $0.value.allSatisfy(\.wasRefused) }
    let others = byMechanism.filter { never[$0.key] == nil }.flatMap(\.value)
    let refusedClients = Set(never.values.flatMap { $0 }.map(\.client))
    let acceptedClients = Set(others.filter { !$0.wasRefused }.map(\.client))
    guard refusedClients.count >= 2, acceptedClients.count >= 2 else { return nil }
    let wrong = others.count(where: \.wasRefused)
    let names = never.keys.sorted().joined(separator: ", ")
    return Hypothesis(
      cause: .mechanismRefused,
      score: ln(Prior.mechanismRefused) - Double(wrong) * Likelihood.wrong,
      because: "sign-ins with other mechanisms than \(names) were refused as well")
  }

  /// The account was locked or disabled at some moment: accepted before, refused after.
  private func lockedMeanwhile(_ series: OutcomeSeries) -> Hypothesis {
    Hypothesis(
      cause: .lockedOrDisabled, score: ln(Prior.lockedMeanwhile) - series.turn,
      because: series.recoveries > 0
        ? "sign-ins succeeded again \(series.recoveries.times) after refusals"
        : series.successes > 0
          ? "possible only if the account was locked at that very moment"
          : "no sign-in succeeded before, so nothing shows a turn")
  }

  /// What checks passwords, or holds the mailbox, failed for a while.
  private func outage(_ series: OutcomeSeries, prior: Double) -> Hypothesis {
    Hypothesis(
      cause: .unavailable, score: ln(prior) - series.outage,
      because: series.recoveries > 0
        ? "acceptance and refusal alternate; an outage would refuse everybody for a while"
        : series.successes > 0
          ? "possible only if the service behind sign-in failed at that very moment"
          : "possible only if the service behind sign-in failed all the while")
  }

  /// The mailbox cannot be opened, however many sessions there are.
  private func unavailableThroughout(_ observations: [Observation]) -> Hypothesis {
    let accepted = observations.count { !$0.wasRefused }
    return Hypothesis(
      cause: .unavailable,
      score: ln(Prior.rejectedEverywhere) - Double(accepted) * Likelihood.wrong,
      because: accepted > 0
        ? "the same mailbox was opened \(accepted.times) in this capture"
        : "nothing in this capture rules it out; event 9646 on the mailbox server would")
  }

  /// What the sameness of secrets says of a wrong password, as a logarithm of odds.
  ///
  /// A secret that was accepted at one time and refused at another is right; a client that tries
  /// ever other ones is guessing.
  private var secretsSpeakForRejection: Double {
    let accepted = Set(successes.compactMap(\.secret))
    let refused = refusals.compactMap(\.secret)
    let provenRight = refused.count { accepted.contains($0) }
    let secrets = RetrySummary.Secrets(compared: refused.count, distinct: Set(refused).count)
    return (secrets.isGuessing ? 6 : 0) - Double(min(3, provenRight)) * Likelihood.wrong
  }

  private static func bonus(
    of cause: Cause?, known: Set<DiagnosisOptions.KnownFact>
  ) -> Double {
    var bonus = 0.0
    if cause?.verdict == .throttling, known.contains(.othersSignIn) { bonus += 1.2 }
    if cause == .rejected, known.contains(.passwordVerified) { bonus -= 2.5 }
    return bonus
  }
}
