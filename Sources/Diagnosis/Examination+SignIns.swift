import Bytes
import Mail
import Packets
import Sessions

/// Refused sign-ins of an account, explained.
extension Examination {
  func signInIncidents(_ signIns: [SignInCase]) -> [Incident] {
    signIns.flatMap { signIn in
      Set(signIn.refusals.map { $0.symptom?.causes ?? [] })
        .sorted { "\($0)" < "\($1)" }
        .flatMap { causes -> [Incident] in
          var own = signIn
          own.attempts.removeAll { $0.symptom.map { $0.causes != causes } ?? false }
          if causes.count == 1, let cause = causes.first {
            return [statedSignInIncident(cause, in: own)].compactMap { $0 }
          }
          return inferredSignInIncidents(own, among: causes)
        }
    }
  }

  /// Refusals whose words leave several causes open: the loads decide.
  private func inferredSignInIncidents(_ signIn: SignInCase, among causes: [Cause]) -> [Incident] {
    let isRepeated = signIn.refusals.count >= options.repeatedRefusals
    guard isRepeated || isNoTypingError(signIn) || isBetweenSuccesses(signIn) else { return [] }
    let family = families.family(of: signIn.server)
    let closer = closer(signIn)
    let (sure, prompt) = concurrently(
      { signIn.hypotheses(among: causes, family: family, known: options.known) },
      { closer.hypotheses(among: causes, family: family, known: options.known) })
    let clients = signIn.clients
    var view = view(of: signIn.server.address)
    view.clients = clients.count
    let ranking = Ranking(
      Hypothesis.weighed(sure, ifPrompt: prompt), trustInLoads: view.trust)
    guard let best = ranking.best,
      isRepeated || best.cause.verdict == .throttling && best.confidence >= Diagnosis.suspected
    else { return [] }
    let blamed = Set(best.hypothesis.clients.map { clients[$0] })
    let setAside = Set((best.hypothesis.fit?.setAside ?? []).map { clients[$0] })

    var own = signIn
    own.attempts.removeAll {
      setAside.contains($0.client)
        || ($0.wasRefused && !blamed.isEmpty && !blamed.contains($0.client))
    }
    var incident = incident(
      of: own, cause: best.cause, confidence: best.confidence, family: family)
    if best.cause.verdict == .throttling {
      incident.view = view
      incident.confidence *= view.trust
    }
    incident.alternatives = ranking.alternatives
    if let fit = best.hypothesis.fit {
      incident.limit = limit(
        of: own, fit: fit, cause: best.cause, family: family,
        oddsOfLoadInView: max(
          best.oddsOfLoadInView, Ranking(prompt).oddsOfLoadInView(for: best.cause)))
    }
    var incidents = [complete(incident, signIn: own)]
    if !setAside.isEmpty {
      var others = signIn
      others.attempts.removeAll { !setAside.contains($0.client) }
      incidents.append(
        ownTrouble(of: others, besides: best.cause, sure: incident.confidence, family: family))
    }
    return incidents
  }

  /// Whether the one refusal that there is came to a password that was accepted at other times.
  private func isNoTypingError(_ signIn: SignInCase) -> Bool {
    let secrets = SecretRecord(signIn.attempts)
    return signIn.refusals.contains { secrets.right.contains($0.client) }
  }

  /// Whether the client of the one refusal that there is signed in shortly before it, or meanwhile, and
  /// after it: nobody mistypes a password between two right ones.
  private func isBetweenSuccesses(_ signIn: SignInCase) -> Bool {
    let near = Interval.seconds(60)
    return signIn.refusals.contains { refusal in
      let others = signIn.attempts.filter { $0.client == refusal.client && !$0.wasRefused }
      return others.contains {
        $0.request.time < refusal.answer.time && refusal.answer.time.since($0.request.time) <= near
      }
        && others.contains {
          $0.request.time > refusal.answer.time
            && $0.request.time.since(refusal.answer.time) <= near
        }
    }
  }

  /// Clients that a limit does not explain: their own password is wrong.
  private func ownTrouble(
    of signIn: SignInCase, besides cause: Cause, sure confidence: Double, family: ServerFamily
  ) -> Incident {
    // It stands on the limit: less sure than that.
    var incident = incident(
      of: signIn, cause: .rejected, confidence: min(0.9, 0.9 * confidence), family: family)
    incident.alternatives = [
      Alternative(
        cause: cause, confidence: 0.1,
        because: "refused also while fewer connections were open than the limit allows")
    ]
    return complete(incident, signIn: signIn)
  }

  /// Refusals whose words name the cause.
  private func statedSignInIncident(_ cause: Cause, in signIn: SignInCase) -> Incident? {
    let isFinal = signIn.successes.isEmpty
    let refusals = signIn.refusals
    guard refusals.count >= options.repeatedRefusals || cause.verdict == .throttling || isFinal
    else { return nil }
    let family = families.family(of: signIn.server)
    let signatures = refusals.compactMap { $0.symptom?.signature }
    let isSoft = signatures.allSatisfy(\.signature.isUnconfirmed)
    var incident = incident(
      of: signIn, cause: cause, confidence: isSoft ? 0.8 : (cause == .rejected ? 0.95 : 0.99),
      family: family)
    if cause.verdict == .throttling {
      incident.limit = statedLimit(
        of: signIn, cause: cause, signatures: signatures, family: family)
    }
    incident.alternatives = [unlikely(beside: cause, in: signIn)]
    return complete(incident, signIn: signIn)
  }

  /// What such refusals are taken for most often, and why the words speak against it.
  private func unlikely(beside cause: Cause, in signIn: SignInCase) -> Alternative {
    if cause.verdict == .throttling {
      return Alternative(
        cause: .rejected, confidence: 0.01,
        because: signIn.successes.isEmpty
          ? "the server's words name a limit"
          : "the server's words name a limit, and the account signed in"
            + " \(signIn.successes.count.times)")
    }
    return Alternative(
      cause: .connectionsPerUser, confidence: 0.03,
      because: "the server's words name another reason")
  }
}
