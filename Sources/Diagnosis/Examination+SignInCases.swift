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
            unseen: unseenHoldings(on: session.server.address, of: session.mailProtocol),
            assumed: earlierHoldings(
              on: session.server.address, of: session.mailProtocol, account: key.account, namesake),
            isOneClientsView: isOneClientsView(of: session.server.address),
            clientsAtServer: clientCount(at: session.server.address),
            blindUntil: blindUntil(at: session.server.address))
        }
        let attempt = SignInCase.Attempt(
          session: index, client: session.client.address, request: fact.request,
          answer: symptom?.answer ?? fact.answer, mechanism: fact.mechanism,
          secret: fact.secretFingerprint, symptom: symptom,
          isDecisive: symptom == nil || !hasRefusal)
        hasRefusal = hasRefusal || symptom != nil
        cases[key]?.add(
          attempt,
          holding: symptom == nil
            ? holding(of: session, from: fact.request.time, to: fact.answer.time) : nil)
      }
    }
    return order.compactMap { cases[$0]?.inOrderOfDecision() }
  }

  /// Until when sessions to a server may be open that the captures do not show at all.
  ///
  /// Where one session began before its capture, others may have, and be silent. The server itself
  /// ends those within its idle time-out.
  private func blindUntil(at server: IPAddress) -> Timestamp {
    (unseenSessions[server] ?? []).map { sessions[$0] }.filter(\.beganUnseen)
      .map { captureStart(of: $0).advanced(by: options.idleTimeout) }.max()
      ?? Timestamp(nanoseconds: .min)
  }

  /// Connections to a server whose sign-in the capture does not show.
  private func unseenHoldings(on server: IPAddress, of mailProtocol: MailProtocol) -> [Holding] {
    (unseenSessions[server] ?? []).map { sessions[$0] }
      .filter { $0.mailProtocol == mailProtocol }
      .map { session in
        let begin = session.opening == .midstream ? captureStart(of: session) : session.first.time
        return Holding(
          openEarliest: begin, openLatest: session.last.time, closeEarliest: begin,
          closeLatest: session.slotGivenBack(slack: options.releaseSlack))
      }
  }

  /// Connections begun before the capture whose client, or whose server, knows this account only:
  /// as its holdings while they lasted.
  private func earlierHoldings(
    on server: IPAddress, of mailProtocol: MailProtocol, account: Int?, _ namesake: Namesakes
  ) -> [Holding] {
    (unseenSessions[server] ?? []).map { sessions[$0] }
      .filter {
        $0.mailProtocol == mailProtocol && $0.beganUnseen && account != nil
          && namesake.account(of: $0) == account
      }
      .map { session in
        let begin = captureStart(of: session)
        return Holding(
          openEarliest: begin, openLatest: begin, closeEarliest: session.endBegan?.time,
          closeLatest: session.slotGivenBack(slack: options.releaseSlack))
      }
  }
}
