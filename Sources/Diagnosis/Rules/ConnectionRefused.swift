import Bytes
import Sessions

extension Rule {
  /// RST in answer to a SYN: nothing listens there, or a firewall answers for the host.
  package static let connectionRefused = Rule(
    id: "connection-refused",
    title: "The server answers SYN with RST",
    source: "RFC 9293, section 3.5.2",
    symptoms: { session, _ in
      guard session.opening == .refused else { return [] }
      return [
        Finding(
          [.refused], request: session.first, answer: session.last,
          evidence: .own("SYN answered by RST"))
      ]
    })
}
