import Bytes
import Mail
import Sessions

extension Rule {
  /// Repeated AUTHENTICATE failures that follow successful greetings mark throttling.
  ///
  /// Each refused sign-in on a greeted connection is the symptom; whether the repetition means a
  /// limit, a wrong password or a locked account is weighed over all of them.
  package static let authenticateRefused = Rule(
    id: "authenticate-refused",
    title: "Sign-in refused right after a good greeting",
    source: "Cisco document 117589; Exchange texts, knowledge base B3",
    symptoms: { session, context in
      guard session.greeting.map({ !$0.isRefusal }) ?? true else { return [] }
      return session.authentications.enumerated().compactMap { index, authentication in
        guard authentication.result == .refused || authentication.result == .error,
          let response = authentication.response
        else { return nil }
        let match = context.options.signatures.match(
          authenticationResponse: response, family: context.family)
        let causes = match?.signature.causes ?? []
        return Finding(
          causes.isEmpty ? [.connectionsPerUser, .storeSessions, .rejected] : causes,
          signature: match, request: authentication.request, answer: authentication.answer,
          evidence: .wire(response), authentication: index)
      }
    })
}

extension SignatureTable {
  /// The row that fits the final line of an authentication: `A1 NO …`, `A1 BAD …` or `535 …`.
  func match(
    authenticationResponse line: WireText, family: ServerFamily
  ) -> Match? {
    let space = UInt8(ascii: " ")
    guard let first = line.bytes.firstIndex(of: space) else { return nil }
    let afterFirst = line.bytes[(first + 1)...]
    if let code = Int(String(decoding: line.bytes[..<first], as: UTF8.self)), (400...599) ~= code {
      return match(reply: code, WireText(Array(afterFirst)), family: family)
    }
    let word = afterFirst.prefix { $0 != space }
    let text = WireText(Array(afterFirst.dropFirst(word.count + 1)))
    switch String(decoding: word, as: UTF8.self).uppercased() {
    case "NO": return match(text, at: .taggedNO, family: family)
    case "BAD": return match(text, at: .taggedBAD, family: family)
    default: return nil
    }
  }
}
