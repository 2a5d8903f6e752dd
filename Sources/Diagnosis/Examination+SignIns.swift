import Bytes
import Mail
import Packets
import Sessions

/// Sign-ins: grouped by server, protocol and account, then explained.
extension Examination {
  private struct CaseKey: Hashable {
    var server: IPAddress
    var mailProtocol: MailProtocol
    var account: Int?
  }

  /// One case for each account of each server, in the order in which they first appear.
  func signInCases() -> [SignInCase] {
    var accounts = AccountDirectory()
    let namesake = Namesakes(sessions, accounts: &accounts)
    var order: [CaseKey] = []
    var cases: [CaseKey: SignInCase] = [:]
    let refusals = Dictionary(
      symptoms.compactMap { symptom in
        symptom.authentication.map { (AttemptKey(symptom.session, $0), symptom) }
      }, uniquingKeysWith: { first, _ in first })
    for index in sessions.indices where !sessions[index].authentications.isEmpty {
      let session = sessions[index]
      var hasRefusal = false
      for (place, fact) in session.authentications.enumerated() {
        let symptom = refusals[AttemptKey(index, place)]
        guard symptom != nil || fact.result == .accepted else { continue }
        let key = CaseKey(
          server: session.server.address, mailProtocol: session.mailProtocol,
          account: fact.account.map { accounts.number(of: $0) } ?? namesake.account(of: session))
        if cases[key] == nil {
          order.append(key)
          cases[key] = SignInCase(
            server: session.server, account: fact.account ?? namesake.name(of: session),
            attempts: [], holdings: [],
            unseen: unseenHoldings(on: session.server.address, of: session.mailProtocol),
            isOneClientsView: isOneClientsView(of: session.server.address), holdingSessions: [])
        }
        cases[key]?.attempts.append(
          SignInCase.Attempt(
            session: index, client: session.client.address, request: fact.request,
            answer: fact.answer, mechanism: fact.mechanism, symptom: symptom,
            isDecisive: symptom == nil || !hasRefusal))
        hasRefusal = hasRefusal || symptom != nil
        if symptom == nil {
          cases[key]?.holdingSessions.append(index)
          cases[key]?.holdings.append(
            holding(of: session, from: fact.request.time, to: fact.answer.time))
        }
      }
    }
    return order.compactMap { cases[$0] }
  }

  private struct AttemptKey: Hashable {
    var session: Int
    var authentication: Int

    init(_ session: Int, _ authentication: Int) {
      self.session = session
      self.authentication = authentication
    }
  }

  /// Connections to a server whose sign-in the capture does not show.
  private func unseenHoldings(on server: IPAddress, of mailProtocol: MailProtocol) -> [Holding] {
    (unseenSessions[server] ?? []).map { sessions[$0] }
      .filter { $0.mailProtocol == mailProtocol }
      .map { session in
        let begin = session.opening == .midstream ? captureStart(of: session) : session.first.time
        return Holding(
          openEarliest: begin, openLatest: session.last.time, closeEarliest: begin,
          closeLatest: session.endCompleted?.time.advanced(by: options.releaseSlack))
      }
  }

  func signInIncidents(_ signIns: [SignInCase]) -> [Incident] {
    signIns.flatMap { signIn -> [Incident] in
      let stated = Dictionary(
        grouping: signIn.refusals.filter { ($0.symptom?.causes.count ?? 0) == 1 },
        by: { $0.symptom?.causes.first ?? .rejected })
      var incidents = stated.keys.sorted { $0.rawValue < $1.rawValue }.compactMap { cause in
        statedSignInIncident(cause, stated[cause] ?? [], in: signIn)
      }
      var open = signIn
      open.attempts.removeAll { $0.symptom.map { $0.causes.count == 1 } ?? false }
      incidents += inferredSignInIncidents(open)
      return incidents
    }
  }

  /// Refusals whose words leave several causes open: the loads decide.
  private func inferredSignInIncidents(_ signIn: SignInCase) -> [Incident] {
    guard signIn.refusals.count >= options.repeatedRefusals else { return [] }
    let family = families.family(of: signIn.server)
    let ranked = Hypothesis.ranked(signIn.hypotheses(family: family, known: options.known))
    guard let (best, confidence) = ranked.first else { return [] }
    let clients = signIn.observations().clients
    let blamed = Set(best.clients.map { clients[$0] })
    let setAside = Set((best.fit?.setAside ?? []).map { clients[$0] })

    var own = signIn
    own.attempts.removeAll {
      setAside.contains($0.client)
        || ($0.wasRefused && !blamed.isEmpty && !blamed.contains($0.client))
    }
    var incident = incident(of: own, cause: best.cause, confidence: confidence, family: family)
    incident.alternatives = alternatives(ranked.dropFirst(), to: best.cause)
    if let fit = best.fit {
      incident.limit = limit(of: own, fit: fit, cause: best.cause, family: family)
    }
    var incidents = [complete(incident, signIn: own)]
    if !setAside.isEmpty {
      var others = signIn
      others.attempts.removeAll { !setAside.contains($0.client) }
      var second = self.incident(of: others, cause: .rejected, confidence: 0.9, family: family)
      second.alternatives = [
        Alternative(
          cause: best.cause, confidence: 0.1,
          because: "refused also while fewer connections were open than the limit allows")
      ]
      incidents.append(complete(second, signIn: others))
    }
    return incidents
  }

  private func alternatives(
    _ rest: ArraySlice<(hypothesis: Hypothesis, confidence: Double)>, to cause: Cause
  ) -> [Alternative] {
    var seen: Set<Cause> = [cause]
    return rest.compactMap { hypothesis, confidence in
      guard seen.insert(hypothesis.cause).inserted else { return nil }
      return Alternative(
        cause: hypothesis.cause, confidence: confidence, because: hypothesis.because)
    }
  }

  /// Refusals whose words name the cause.
  private func statedSignInIncident(
    _ cause: Cause, _ refusals: [SignInCase.Attempt], in signIn: SignInCase
  ) -> Incident? {
    let isFinal = signIn.successes.isEmpty
    guard refusals.count >= options.repeatedRefusals || cause.verdict == .throttling || isFinal
    else { return nil }
    let family = families.family(of: signIn.server)
    var own = signIn
    let refusedAt = Set(refusals.map { AttemptKey($0.session, $0.symptom?.authentication ?? 0) })
    own.attempts.removeAll { attempt in
      guard let symptom = attempt.symptom else { return false }
      return !refusedAt.contains(AttemptKey(attempt.session, symptom.authentication ?? 0))
    }
    let signatures = refusals.compactMap { $0.symptom?.signature }
    let isSoft = signatures.allSatisfy(\.signature.isUnconfirmed)
    var incident = incident(
      of: own, cause: cause, confidence: isSoft ? 0.8 : (cause == .rejected ? 0.95 : 0.99),
      family: family)
    if cause.verdict == .throttling {
      incident.limit = statedLimit(of: own, cause: cause, signatures: signatures, family: family)
    }
    return complete(incident, signIn: own)
  }
}
