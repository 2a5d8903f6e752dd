import Bytes
import Mail
import Sessions

extension Rule {
  /// A sign-in that is accepted and then good for nothing: the second face of a limit.
  ///
  /// Some builds answer `OK` and refuse the next command (`User is authenticated but not
  /// connected.`); the store's session limit shows in LOGIN's or SELECT's answer (`Server
  /// Unavailable. 15`). A refusal long after the sign-in is none of it: only the first command
  /// that needs the mailbox tells. Words that name one cause alone are `refusalStated`'s.
  package static let mailboxRefused = Rule(
    id: "mailbox-refused",
    title: "Signed in, but the mailbox is refused",
    source: "knowledge base B3; Microsoft KB 980049",
    symptoms: { session, context in
      guard let index = session.authentications.lastIndex(where: { $0.result == .accepted })
      else { return [] }
      let signedIn = session.authentications[index]
      let refusals = session.refusals.filter { $0.stamp.frame >= signedIn.answer.frame }
      let opened = session.commands.facts.first {
        $0.request.frame >= signedIn.answer.frame && $0.outcome.isSuccess && $0.name.needsMailbox
      }
      for refusal in refusals where opened.map({ refusal.stamp.frame < $0.answer.frame }) ?? true {
        guard let match = context.match(refusal), Self.leavesLimitOpen(match.signature.causes)
        else { continue }
        return [
          Finding(
            match.signature.causes, signature: match, request: signedIn.request,
            answer: refusal.stamp, evidence: .wire(refusal.text), authentication: index)
        ]
      }
      return []
    })

  /// Whether words may mean a limit on an account's sessions, or something else.
  static func leavesLimitOpen(_ causes: [Cause]) -> Bool {
    causes.count > 1 && causes.contains { $0 == .storeSessions || $0 == .connectionsPerUser }
  }
}

extension CommandName {
  /// Whether the server cannot carry it out without the account's mailbox.
  fileprivate var needsMailbox: Bool {
    switch self {
    case .capability, .noop, .logout, .startTLS, .id, .enable, .other: false
    default: true
    }
  }
}

extension RuleContext {
  /// The row that fits a refusal's words.
  func match(_ refusal: RefusalFact) -> SignatureTable.Match? {
    let signatures = options.signatures
    return switch refusal.place {
    case .tagged(.no, _): signatures.match(refusal.text, at: .taggedNO, family: family)
    case .tagged(_, _): signatures.match(refusal.text, at: .taggedBAD, family: family)
    case .bye: signatures.match(refusal.text, at: .untaggedBYE, family: family)
    case .reply(let code, _): signatures.match(reply: code, refusal.text, family: family)
    }
  }
}
