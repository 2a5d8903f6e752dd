import Bytes
import Mail
import Sessions

extension Rule {
  /// A sign-in in the clear that the server allows only inside TLS.
  ///
  /// Counter-example: NTLM or GSSAPI refused beside LOGINDISABLED, which does not concern them.
  package static let loginDisabled = Rule(
    id: "login-disabled",
    title: "The server allows passwords only inside TLS",
    source: "RFC 9051, sections 6.2.3 and 7.2.2; RFC 4954, section 6; RFC 3207, section 4",
    symptoms: { session, context in
      session.signInRefusals(context) { fact, match in
        guard match.leavesOpen, session.tls == .none, fact.isCleartext else { return nil }
        if let code = match.code, code == 538 || code == 530 { return .loginDisabled }
        if session.offered.contains("LOGINDISABLED") {
          return fact.mechanism == "LOGIN" || session.isOffered(fact.mechanism) == false
            ? .loginDisabled : nil
        }
        // SMTP servers do not list AUTH before STARTTLS where they want TLS first.
        let isHidden = session.offersSTARTTLS && session.isOffered(fact.mechanism) == false
        return isHidden && session.mailProtocol == .smtp ? .loginDisabled : nil
      }
    })
}
