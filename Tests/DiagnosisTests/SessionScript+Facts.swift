import Bytes
import Mail
import Packets
import Sessions

@testable import Diagnosis

/// What happens in sessions after their greeting, times in milliseconds.
extension SessionScript {
  static let exchangeGreeting = "OK The Microsoft Exchange IMAP4 service is ready."

  /// An SMTP connection that gets this banner, its code in front.
  @discardableResult
  mutating func smtp(
    client: Int, at time: Int, until end: Int?, banner: String = "220 mail.contoso.com ESMTP"
  ) -> Int {
    let index = connect(client: client, at: time, until: end)
    let code = Int(banner.prefix(3)) ?? 220
    sessions[index].mailProtocol = .smtp
    sessions[index].server = Endpoint(address: Self.server.address, port: 25)
    sessions[index].greeting = GreetingFact(
      text: WireText(String(banner.dropFirst(4))), isRefusal: code >= 400, code: code,
      stamp: stamp(time + 2))
    return index
  }

  /// A connection to a port that speaks TLS from the first byte.
  mutating func tls(
    client: Int, at time: Int, until end: Int?, closing: MailSession.Closing = .clientFIN,
    handshake: (inout TLSFact, SessionScript) -> Void
  ) {
    silent(client: client, at: time, until: end, closing: closing)
    let index = sessions.count - 1
    sessions[index].server = Endpoint(address: Self.server.address, port: 993)
    sessions[index].tls = .implicit
    sessions[index].bytes.server = 1_000
    var fact = TLSFact()
    fact.clientHello = stamp(time + 2)
    handshake(&fact, self)
    sessions[index].handshake = fact
  }

  /// A sign-in on a connection that is open already; `answer` is the server's final line.
  mutating func authenticate(
    _ index: Int, at time: Int, account: String = "uccxmail", mechanism: String = "PLAIN",
    answer: String
  ) {
    let isAccepted = answer.contains(" OK ") || answer.hasPrefix("235 ")
    let isError = answer.contains(" BAD ") || answer.hasPrefix("4")
    sessions[index].authentications.append(
      AuthenticationFact(
        mechanism: mechanism, account: AccountName(user: account),
        accountAsSeen: WireText(account),
        result: isAccepted ? .accepted : (isError ? .error : .refused),
        response: WireText(answer), request: stamp(time), answer: stamp(time + 10),
        latency: .milliseconds(10)))
  }

  /// A command that the server thinks about for so long.
  mutating func command(
    _ index: Int, _ name: CommandName, at time: Int, think: Int, more: Int = 0,
    outcome: CommandFact.Outcome = .ok
  ) {
    let request = stamp(time)
    sessions[index].commands.add(
      CommandFact(
        name, outcome: outcome, request: request, firstByte: Self.time(time + think),
        answer: stamp(time + think + more)))
  }

  /// A step of an SMTP transaction, answered with this code after so long.
  mutating func transaction(
    _ index: Int, _ step: TransactionFact.Step, at time: Int, after delay: Int = 5,
    code: Int = 250
  ) {
    sessions[index].transactions.append(
      TransactionFact(
        step: step, wasAccepted: code < 400, code: code, request: stamp(time),
        answer: stamp(time + delay)))
  }

  /// A refusal outside sign-in.
  mutating func refuse(
    _ index: Int, _ place: RefusalFact.Place, _ text: String, at time: Int, bytes: Int? = nil
  ) {
    sessions[index].refusals.append(
      RefusalFact(
        place: place, text: WireText(text), stamp: stamp(time), delay: .milliseconds(5),
        commandBytes: bytes))
  }

  /// What the diagnosis makes of it: causes in the order of their gravity.
  var causes: [Cause] { Diagnosis(of: sessions).incidents.map(\.cause) }
}
