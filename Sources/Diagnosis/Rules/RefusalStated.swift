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
        guard let match = context.match(refusal), !match.signature.causes.isEmpty else {
          return nil
        }
        // Words that may mean a limit on the account's sessions are weighed with its sign-ins.
        guard !Rule.leavesLimitOpen(match.signature.causes) else { return nil }
        return Finding(
          match.signature.causes, signature: match, request: refusal.stamp, answer: refusal.stamp,
          evidence: .wire(refusal.text))
      }
    })
}
