import Bytes
import Mail
import Sessions

extension Rule {
  /// Repeated AUTHENTICATE failures that follow successful greetings mark throttling.
  ///
  /// Each refused sign-in on a greeted connection is the symptom; whether the repetition means a
  /// limit, a wrong password or a locked account is weighed over all of them. Counter-examples:
  /// words that a family is known to use for something else (`BAD Command Argument Error. 12`);
  /// SMTP's codes say of themselves whether the credentials or the server failed.
  package static let authenticateRefused = Rule(
    id: "authenticate-refused",
    title: "Sign-in refused right after a good greeting",
    source: "Cisco document 117589; Exchange texts, knowledge base B3",
    symptoms: { session, context in
      guard session.greeting.map({ !$0.isRefusal }) ?? true else { return [] }
      return context.refusedSignIns.compactMap { refused in
        let match = refused.words.match
        let causes = match?.signature.causes ?? []
        if causes.isEmpty, match?.signature.serverFamily != nil { return nil }
        let authentication = session.authentications[refused.place]
        return Finding(
          causes.isEmpty ? Self.causes(ofCode: refused.words.code) : causes,
          signature: match, request: authentication.request, answer: authentication.answer,
          evidence: .wire(refused.response), authentication: refused.place)
      }
    })

  /// What a refusal of a sign-in can mean whose words nobody knows.
  private static func causes(ofCode code: Int?) -> [Cause] {
    // RFC 4954, section 6: 5xx is about the credentials, 4xx about the server.
    guard let code else { return [.connectionsPerUser, .storeSessions, .rejected] }
    return [code >= 500 ? .rejected : .unavailable]
  }
}

extension SignatureTable {
  /// The row that fits the final line of an authentication: `A1 NO …`, `A1 BAD …` or `535 …`.
  func match(
    authenticationResponse line: WireText, family: ServerFamily
  ) -> Match? {
    SignInAnswer(line).flatMap { match(signInAnswer: $0, family: family) }
  }

  /// The row that fits the answer to a sign-in.
  func match(signInAnswer answer: SignInAnswer, family: ServerFamily) -> Match? {
    let text = WireText(Array(answer.text))
    guard let code = answer.code else { return match(text, at: answer.place, family: family) }
    return match(reply: code, text, family: family)
  }
}
