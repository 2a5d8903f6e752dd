import Bytes
import Mail
import Sessions

extension Rule {
  /// A refusal outside sign-in whose words are known to name a cause.
  ///
  /// Counter-examples: words that mean the way of signing in when they answer a sign-in
  /// (`BAD Command Error. 12`, `BAD Command received in Invalid state.`) mean a client's mistake
  /// when they answer another command; words that may mean a limit on the account's sessions are
  /// weighed with its sign-ins (`mailboxRefused`); a family's few letters (Cyrus' `BYE [ALERT] *`)
  /// mean nothing from a server that nobody knows.
  package static let refusalStated = Rule(
    id: "refusal-stated",
    title: "The server refuses, and its words say why",
    source: "knowledge base B2, B3, B4, C1, C2",
    symptoms: { session, context in
      session.refusals.compactMap { refusal in
        guard let match = context.match(refusal), let cause = match.signature.causes.first else {
          return nil
        }
        // Where the sign-in lies before the capture no load decides: the likelier comes first.
        if Rule.leavesLimitOpen(match.signature.causes) {
          guard match.signature.causes.contains(.unavailable), session.beganUnseen,
            !session.authentications.contains(where: { $0.result == .accepted })
          else { return nil }
          return Finding(
            [.unavailable] + match.signature.causes.filter { $0 != .unavailable },
            signature: match, request: refusal.stamp, answer: refusal.stamp,
            evidence: .wire(refusal.text))
        }
        guard !refusal.isMistake(named: cause), match.isTelling(to: context.family) else {
          return nil
        }
        let code: Int? = if case .reply(let code, _) = refusal.place { code } else { nil }
        return Finding(
          context.causes(of: match, code: code, of: session, at: refusal.stamp), signature: match,
          request: refusal.stamp, answer: refusal.stamp, evidence: .wire(refusal.text))
      }
    })
}

extension RefusalFact {
  /// Whether words that concern sign-in answer another IMAP command.
  fileprivate func isMistake(named cause: Cause) -> Bool {
    guard case .tagged(.bad, let command) = place, command != nil else { return false }
    return cause == .mechanismRefused || cause == .loginDisabled
  }
}

extension SignatureTable.Match {
  /// Whether the row has enough text of its own to be believed of a server of unknown family.
  fileprivate func isTelling(to family: ServerFamily) -> Bool {
    family != .unknown || signature.serverFamily == nil || signature.isTelling
  }
}
