import Bytes
import Sessions

extension Rule {
  /// A remark in a successful answer that names a cause: Gmail's `OK Success [THROTTLED]`.
  ///
  /// Counter-example: response codes that come with every success (`[READ-WRITE]`, `[APPENDUID …]`)
  /// are no remarks.
  package static let noticeStated = Rule(
    id: "notice-stated",
    title: "The server does as it is asked, and says that it slows down",
    source: "knowledge base C1",
    symptoms: { session, context in
      session.notices.compactMap { notice in
        guard
          let match = context.options.signatures.match(
            notice.text, at: .taggedOK, family: context.family),
          !match.signature.causes.isEmpty
        else { return nil }
        return Finding(
          match.signature.causes, signature: match, request: notice.stamp, answer: notice.stamp,
          evidence: .wire(notice.text))
      }
    })
}
