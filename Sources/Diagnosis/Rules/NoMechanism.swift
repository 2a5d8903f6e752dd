import Bytes
import Mail
import Sessions

extension Rule {
  /// A sign-in refused where the server offers none at all.
  ///
  /// Counter-example: a server that offers none before STARTTLS and some behind it is
  /// `loginDisabled`, a matter of TLS.
  package static let noMechanism = Rule(
    id: "no-mechanism",
    title: "The server offers no way to sign in",
    source: "RFC 4954, section 4; RFC 9051, section 7.2.2",
    symptoms: { session, context in
      session.signInRefusals(context) { fact, match in
        guard match.leavesOpen, !session.offersSTARTTLS, session.offersNoSignIn else { return nil }
        if session.mailProtocol == .imap { return .noMechanism }
        return match.code.map { [500, 502, 503].contains($0) } == true ? .noMechanism : nil
      }
    })
}
