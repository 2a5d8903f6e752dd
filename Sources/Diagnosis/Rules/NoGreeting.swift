import Bytes
import Sessions

extension Rule {
  /// A connection that is accepted and never greeted: full listen queue, hung service.
  ///
  /// Counter-example: a TLS port probed in clear text waits for the client's hello, as it should.
  package static let noGreeting = Rule(
    id: "no-greeting",
    title: "The connection is accepted, but no greeting comes",
    source: "knowledge base E2",
    symptoms: { session, context in
      guard session.opening == .handshake, session.greeting == nil,
        session.bytes.server == 0, session.gaps.server.count == 0,
        session.closing != .serverFIN, session.closing != .serverRST,
        let established = session.established
      else { return [] }
      let saysHello = session.handshake?.clientHello != nil
      guard session.tls == .none || saysHello, saysHello || !context.speaksTLS else { return [] }
      let until = session.endBegan?.time ?? max(context.captureEnd, session.last.time)
      let options = context.options
      let patience = session.endBegan == nil ? options.greetingPatience : options.abandonedGreeting
      guard until.since(established.time) >= patience else { return [] }
      return [
        Finding(
          [.noGreeting], request: established, answer: session.endBegan ?? session.last,
          evidence: .own(
            saysHello ? "ClientHello without an answer" : "accepted, no greeting came"))
      ]
    })
}
