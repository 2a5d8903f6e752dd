import Bytes
import Mail
import Sessions

extension Rule {
  /// A client that reads what the server offers and leaves without signing in.
  ///
  /// Many libraries send no LOGIN where LOGINDISABLED stands. Counter-examples: a monitor that
  /// only asks for CAPABILITY does the same, so that this counts only where nobody gets in at all
  /// (`Examination.statedIncidents`); a client that goes on with STARTTLS is fine.
  package static let signInWithheld = Rule(
    id: "sign-in-withheld",
    title: "The client reads what the server offers, and leaves",
    source: "RFC 9051, section 6.2.3",
    symptoms: { session, _ in
      guard session.mailProtocol == .imap, session.tls == .none, session.authentications.isEmpty,
        session.offered.contains("LOGINDISABLED"), session.refusals.isEmpty,
        session.commandCount <= 4, session.gaps.client.count == 0,
        session.closing == .clientFIN || session.closing == .clientRST
          || session.endBegan.map({ $0.time < session.last.time }) == true,
        let greeting = session.greeting, let end = session.endBegan
      else { return [] }
      // Without STARTTLS no password can be used here: what is left, if anything, is not this client's.
      let hasWay = session.offersSTARTTLS
      return [
        Finding(
          [hasWay ? .loginDisabled : .noMechanism], request: greeting.stamp, answer: end,
          evidence: .own("LOGINDISABLED: the client left"))
      ]
    })
}
