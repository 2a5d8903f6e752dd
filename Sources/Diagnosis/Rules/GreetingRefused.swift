import Bytes
import Sessions

extension Rule {
  /// A server that says BYE, 4xx or 5xx in place of a greeting turns the connection away.
  package static let greetingRefused = Rule(
    id: "greeting-refused",
    title: "The server turns the connection away instead of greeting",
    source: "RFC 9051, section 7.1.5; RFC 5321, section 4.3.2; knowledge base B1, B4",
    symptoms: { session, context in
      guard let greeting = session.greeting, greeting.isRefusal else { return [] }
      let signatures = context.options.signatures
      let match =
        if let code = greeting.code {
          signatures.match(reply: code, greeting.text, family: context.family)
        } else {
          signatures.match(greeting.text, at: .greeting, family: context.family)
        }
      let causes =
        match.map {
          context.causes(of: $0, code: greeting.code, of: session, at: greeting.stamp)
        } ?? []
      return [
        Finding(
          causes.isEmpty ? [.unavailable] : causes, signature: match,
          request: session.established ?? session.first, answer: greeting.stamp,
          evidence: .wire(greeting.text))
      ]
    })
}
