import Bytes
import Mail
import Sessions

/// A sign-in that was answered with a refusal.
struct RefusedSignIn {
  /// Its place among the session's authentications.
  var place: Int
  /// The server's last line.
  var response: WireText
  var words: SignInWords
}

/// What is known of the words that refused a sign-in.
struct SignInWords {
  var match: SignatureTable.Match?
  /// SMTP's reply code.
  var code: Int?
  /// Whether they are a refusal's in form: `A1 NO …`, `A1 BAD …`, `535 …`.
  var areRefusal: Bool

  /// Whether the words say no more than "no": other facts may tell why.
  var leavesOpen: Bool {
    let causes = match?.signature.causes ?? []
    return causes.isEmpty || causes.contains(.rejected)
  }
}

extension MailSession {
  /// Its refused sign-ins: looked up once, as several rules ask for them.
  func refusedSignIns(_ signatures: SignatureTable, family: ServerFamily) -> [RefusedSignIn] {
    authentications.indices.compactMap { place in
      let result = authentications[place].result
      guard result == .refused || result == .error, let response = authentications[place].response
      else { return nil }
      let answer = SignInAnswer(response)
      let match = answer.flatMap { signatures.match(signInAnswer: $0, family: family) }
      return RefusedSignIn(
        place: place, response: response,
        words: SignInWords(match: match, code: answer?.code, areRefusal: answer != nil))
    }
  }

  /// A finding for each refused sign-in for which `cause` gives one.
  func signInRefusals(
    _ context: RuleContext, cause: (AuthenticationFact, SignInWords) -> Cause?
  ) -> [Rule.Finding] {
    context.refusedSignIns.compactMap { refused in
      let fact = authentications[refused.place]
      guard refused.words.areRefusal, let cause = cause(fact, refused.words) else { return nil }
      let match = refused.words.match
      return Rule.Finding(
        [cause], signature: match?.signature.causes == [cause] ? match : nil,
        request: fact.request, answer: fact.answer, evidence: .wire(refused.response),
        authentication: refused.place)
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
