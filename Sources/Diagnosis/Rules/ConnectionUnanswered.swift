import Bytes
import Sessions

extension Rule {
  /// SYNs without any answer: host down, route missing, or a firewall that drops.
  package static let connectionUnanswered = Rule(
    id: "connection-unanswered",
    title: "SYN gets no answer",
    source: "RFC 9293, section 3.8.3; knowledge base E2",
    symptoms: { session, _ in
      guard session.opening == .unanswered else { return [] }
      let icmp = session.unreachableCount > 0
      return [
        Finding(
          [.unreachable], request: session.first, answer: session.last,
          evidence: .own(
            icmp
              ? "\(session.synCount) SYN, ICMP says unreachable"
              : "\(session.synCount) SYN without an answer"))
      ]
    })
}
