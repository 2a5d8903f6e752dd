import Bytes
import Mail
import Packets
import Sessions

/// Sign-ins, grouped by server, protocol and account.
extension Examination {
  private struct CaseKey: Hashable {
    var server: IPAddress
    var mailProtocol: MailProtocol
    var account: Int?
  }

  /// A sign-in by its session and its place in it.
  private struct AttemptKey: Hashable {
    var session: Int
    var authentication: Int

    init(_ session: Int, _ authentication: Int) {
      self.session = session
      self.authentication = authentication
    }
  }

  /// One case for each account of each server, in the order in which they first appear.
  func signInCases() -> [SignInCase] {
    var accounts = AccountDirectory()
    let namesake = Namesakes(sessions, accounts: &accounts)
    var cases: [SignInCase] = []
    var placeOfCase: [CaseKey: Int] = [:]
    // Mostly it is the same one again.
    var last: (key: CaseKey, place: Int)?
    var unseen: [ServiceKey: UnseenHoldings] = [:]
    let refusals = Dictionary(
      symptoms.compactMap { symptom in
        symptom.authentication.map { (AttemptKey(symptom.session, $0), symptom) }
      }, uniquingKeysWith: { first, _ in first })
    for index in sessions.indices {
      var hasRefusal = false
      for place in sessions[index].authentications.indices {
        let isAccepted = sessions[index].authentications[place].result == .accepted
        let symptom = refusals.isEmpty ? nil : refusals[AttemptKey(index, place)]
        guard symptom != nil || isAccepted else { continue }
        // Of a session with a sign-in that counts only: each copy takes its time.
        let session = sessions[index]
        let fact = session.authentications[place]
        let key = CaseKey(
          server: session.server.address, mailProtocol: session.mailProtocol,
          account: fact.account.map { accounts.number(of: $0) } ?? namesake.account(of: session))
        let number: Int
        if let last, last.key == key {
          number = last.place
        } else if let known = placeOfCase[key] {
          number = known
        } else {
          number = cases.count
          placeOfCase[key] = number
          let service = ServiceKey(server: key.server, mailProtocol: key.mailProtocol)
          let others = unseen[service] ?? unseenHoldings(of: service, namesake)
          unseen[service] = others
          cases.append(
            SignInCase(
              server: session.server, account: fact.account ?? namesake.name(of: session),
              unseen: others.all, assumed: key.account.flatMap { others.byAccount[$0] } ?? [],
              assumedClients: key.account.flatMap { others.clientsByAccount[$0] } ?? [],
              isOneClientsView: isOneClientsView(of: session.server.address),
              clientsAtServer: clientCount(at: session.server.address),
              blindUntil: others.blindUntil))
        }
        last = (key, number)
        let attempt = SignInCase.Attempt(
          session: index, client: session.client.address, request: fact.request,
          answer: symptom?.answer ?? fact.answer, mechanism: fact.mechanism,
          secret: fact.secretFingerprint, symptom: symptom,
          isDecisive: symptom == nil || !hasRefusal)
        hasRefusal = hasRefusal || symptom != nil
        cases[number].add(
          attempt,
          holding: symptom == nil
            ? holding(of: session, from: fact.request.time, to: fact.answer.time) : nil)
      }
    }
    for number in cases.indices { cases[number].complete() }
    return cases
  }

  /// What the captures do not show of a service's connections: gathered once, for all its accounts.
  private func unseenHoldings(
    of service: ServiceKey, _ namesake: Namesakes
  ) -> UnseenHoldings {
    var unseen = UnseenHoldings()
    for index in unseenSessions[service.server] ?? [] {
      let session = sessions[index]
      let captureStart = captureStart(of: session)
      if session.beganUnseen {
        unseen.blindUntil = max(
          unseen.blindUntil, captureStart.advanced(by: options.idleTimeout))
      }
      guard session.mailProtocol == service.mailProtocol else { continue }
      let givenBack = session.slotGivenBack(slack: options.releaseSlack)
      let begin = session.opening == .midstream ? captureStart : session.first.time
      unseen.all.append(
        Holding(
          openEarliest: begin, openLatest: session.last.time, closeEarliest: begin,
          closeLatest: givenBack))
      guard session.beganUnseen, let account = namesake.account(of: session) else { continue }
      unseen.byAccount[account, default: []].append(
        Holding(
          openEarliest: captureStart, openLatest: captureStart,
          closeEarliest: session.endBegan?.time, closeLatest: givenBack))
      unseen.clientsByAccount[account, default: []].insert(session.client.address)
    }
    return unseen
  }
}

private struct ServiceKey: Hashable {
  var server: IPAddress
  var mailProtocol: MailProtocol
}

/// Connections to a service whose sign-in the captures do not show.
private struct UnseenHoldings {
  var all: [Holding] = []
  /// Those begun before the capture whose client, or whose server, knows one account only: as its
  /// holdings while they lasted.
  var byAccount: [Int: [Holding]] = [:]
  /// The clients of those.
  var clientsByAccount: [Int: Set<IPAddress>] = [:]
  /// Until when sessions may be open that the captures do not show at all.
  ///
  /// Where one session began before its capture, others may have, and be silent. The server itself
  /// ends those within its idle time-out.
  var blindUntil = Timestamp(nanoseconds: .min)
}
