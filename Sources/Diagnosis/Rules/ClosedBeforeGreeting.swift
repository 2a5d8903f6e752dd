import Bytes
import Sessions

extension Rule {
  /// A server that takes a connection and closes it without a word is a load balancer without a
  /// service, or one of the servers that say nothing at their limit (Courier, hMailServer).
  package static let closedBeforeGreeting = Rule(
    id: "closed-before-greeting",
    title: "The server closes the connection before its greeting",
    source: "knowledge base B1, C1, E2",
    symptoms: { session, _ in
      guard session.opening == .handshake, session.greeting == nil, session.tls == .none,
        session.bytes.server == 0, session.gaps.server.count == 0,
        session.closing == .serverFIN || session.closing == .serverRST,
        let established = session.established, let end = session.endBegan
      else { return [] }
      return [
        Finding(
          [.closedBeforeGreeting, .connectionsPerIP, .connectionsTotal],
          request: established, answer: end,
          evidence: .own("accepted, closed without a greeting"))
      ]
    })
}
