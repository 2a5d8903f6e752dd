import Bytes
import Mail
import Packets
import Sessions

extension Rule {
  /// A sign-in refused because of the way it was tried, not because of who tried.
  ///
  /// SMTP says so with 504 or 534. Without such words a mechanism that the server did not offer, or
  /// that it never takes while the same client gets in with another one, tells as much.
  /// Counter-examples: a mechanism that was accepted for the account at any time is none of it; one
  /// refused while the account is at its limit is the limit (`MechanismRecord`); PLAIN that is not
  /// offered before STARTTLS is `loginDisabled`.
  package static let mechanismRefused = Rule(
    id: "mechanism-refused",
    title: "The server does not take this way of signing in",
    source: "RFC 4954, sections 4 and 6; RFC 9051, section 6.2.2; knowledge base B3, B4",
    symptoms: { session, context in
      session.signInRefusals(context) { fact, match in
        guard match.leavesOpen, !context.mechanisms.isAccepted(fact, by: session.server.address)
        else { return nil }
        if let code = match.code, code == 504 || code == 534 { return .mechanismRefused }
        if context.mechanisms.isRefused(fact, by: session.server.address) {
          return .mechanismRefused
        }
        guard !session.offersNoSignIn else { return nil }
        let needsTLS = fact.isCleartext && session.offersSTARTTLS
        return session.isOffered(fact.mechanism) == false && !needsTLS ? .mechanismRefused : nil
      }
    })
}
