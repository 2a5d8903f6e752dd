import Bytes
import Mail
import Sessions

/// What is known of the words that refused a sign-in.
struct SignInWords {
  var match: SignatureTable.Match?
  /// SMTP's reply code.
  var code: Int?

  /// Whether the words say no more than "no": other facts may tell why.
  var leavesOpen: Bool {
    let causes = match?.signature.causes ?? []
    return causes.isEmpty || causes.contains(.rejected)
  }
}

extension MailSession {
  /// A finding for each refused sign-in for which `cause` gives one.
  func signInRefusals(
    _ context: RuleContext, cause: (AuthenticationFact, SignInWords) -> Cause?
  ) -> [Rule.Finding] {
    authentications.indices.compactMap { index in
      let fact = authentications[index]
      guard fact.result == .refused || fact.result == .error, let response = fact.response,
        let answer = SignInAnswer(response)
      else { return nil }
      let match = context.options.signatures.match(
        authenticationResponse: response, family: context.family)
      guard let cause = cause(fact, SignInWords(match: match, code: answer.code)) else {
        return nil
      }
      return Rule.Finding(
        [cause], signature: match?.signature.causes == [cause] ? match : nil,
        request: fact.request, answer: fact.answer, evidence: .wire(response),
        authentication: index)
    }
  }

  var offersSTARTTLS: Bool { offered.contains("STARTTLS") }

  /// Whether the server listed no mechanism, and no LOGIN command either; false where it listed
  /// nothing at all, as that may not have been captured.
  var offersNoSignIn: Bool {
    guard !offered.isEmpty, tls == .none else { return false }
    return mailProtocol == .imap
      ? offered.contains("LOGINDISABLED") && !offered.contains { $0.hasPrefix("AUTH=") }
      : !offered.contains { $0 == "AUTH" || $0.hasPrefix("AUTH ") || $0.hasPrefix("AUTH=") }
  }

  /// Whether the server listed a mechanism before sign-in; nil where its list was not seen, or the
  /// mechanism is not one of SASL (IMAP's LOGIN command).
  func isOffered(_ mechanism: String) -> Bool? {
    guard !offered.isEmpty, mechanism != "unknown", mechanism != "?" else { return nil }
    if mailProtocol == .imap {
      return mechanism == "LOGIN" ? nil : offered.contains("AUTH=" + mechanism)
    }
    return offered.contains { line in
      line.hasPrefix("AUTH")
        && line.split(whereSeparator: { $0 == " " || $0 == "=" })
          .dropFirst().contains { $0 == mechanism }
    }
  }
}

extension AuthenticationFact {
  /// Whether anyone on the way could read the password.
  var isCleartext: Bool { mechanism == "LOGIN" || mechanism == "PLAIN" }
}
