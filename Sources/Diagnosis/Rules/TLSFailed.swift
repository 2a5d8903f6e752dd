import Bytes
import Mail
import Sessions

extension Rule {
  /// A TLS handshake that never came to data, or STARTTLS that was refused.
  ///
  /// Counter-examples: a handshake that began before the capture or has gaps says nothing; a
  /// client that signs in in the clear after STARTTLS was refused has no trouble; a close without
  /// an alert right after the server's certificate may be a tool that only wanted to see it, so
  /// that it is believed less; a server that never answers the ClientHello is `noGreeting`.
  package static let tlsFailed = Rule(
    id: "tls-failed",
    title: "TLS does not come about",
    source: "RFC 8446, section 6; RFC 3207, section 4; RFC 9051, section 6.2.1",
    symptoms: { session, context in
      session.refusedSTARTTLS(context) + session.failedHandshake()
    })
}

extension MailSession {
  /// STARTTLS refused with words that name no other cause.
  fileprivate func refusedSTARTTLS(_ context: RuleContext) -> [Rule.Finding] {
    guard !authentications.contains(where: { $0.result == .accepted }) else { return [] }
    return refusals.compactMap { refusal in
      guard refusal.command == "STARTTLS" else { return nil }
      let match = context.match(refusal)
      guard match?.signature.causes.isEmpty ?? true else { return nil }
      return Rule.Finding(
        [.tlsFailure], signature: nil, request: refusal.stamp, answer: refusal.stamp,
        evidence: .wire(refusal.text))
    }
  }

  fileprivate func failedHandshake() -> [Rule.Finding] {
    guard let handshake, !handshake.reachedData, let hello = handshake.clientHello else {
      return []
    }
    if let fatal = handshake.alerts.first(where: { $0.alert.isFatal }) {
      let name: Sentence =
        fatal.alert.name.map { Sentence(verbatim: $0) } ?? "alert \(fatal.alert.code)"
      let whose: Sentence = fatal.side == .server ? "the server" : "the client"
      return [
        Rule.Finding(
          [.tlsFailure], request: hello, answer: fatal.stamp,
          evidence: .own("\(whose) ends TLS: \(name)"))
      ]
    }
    guard opening == .handshake, gaps.client.count == 0, gaps.server.count == 0,
      let end = endBegan, bytes.server > 0 || closing == .serverFIN || closing == .serverRST
    else { return [] }
    let isServers = closing == .serverFIN || closing == .serverRST
    let stage: Sentence = handshake.serverHello == nil ? "ClientHello" : "the server's hello"
    let whose: Sentence = isServers ? "server" : "client"
    return [
      Rule.Finding(
        [.tlsFailure], request: hello, answer: end,
        evidence: .own("\(whose) closes after \(stage)"))
    ]
  }
}
