import Bytes
import Mail
import Sessions

extension Rule {
  /// A refusal outside sign-in whose words are known to name a cause.
  package static let refusalStated = Rule(
    id: "refusal-stated",
    title: "The server refuses, and its words say why",
    source: "knowledge base B2, B3, B4, C1, C2",
    symptoms: { session, context in
      session.refusals.compactMap { refusal in
        let signatures = context.options.signatures
        let match =
          switch refusal.place {
          case .tagged(.no, _):
            signatures.match(refusal.text, at: .taggedNO, family: context.family)
          case .tagged(_, _):
            signatures.match(refusal.text, at: .taggedBAD, family: context.family)
          case .bye: signatures.match(refusal.text, at: .untaggedBYE, family: context.family)
          case .reply(let code, _):
            signatures.match(reply: code, refusal.text, family: context.family)
          }
        guard let match, !match.signature.causes.isEmpty else { return nil }
        // The ambiguous words of a sign-in whose command the capture lost say nothing alone.
        let causes = match.signature.causes
        guard causes.count == 1 || !causes.contains(.rejected) else { return nil }
        return Finding(
          match.signature.causes, signature: match, request: refusal.stamp, answer: refusal.stamp,
          evidence: .wire(refusal.text))
      }
    })
}
