import Bytes
import Mail
import Packets
import Sessions

/// Sessions as a capture would show them, written down in a line each.
///
/// Times are in milliseconds.
struct SessionScript {
  static let server = Endpoint(address: IPAddress(v4: 0x0a04_045f), port: 143)
  var sessions: [MailSession] = []
  private var nextPort: UInt16 = 40_000
  private var nextFrame = 1

  static func client(_ number: Int) -> IPAddress {
    IPAddress(v4: 0x0a04_0500 + UInt32(number))
  }

  static func time(_ milliseconds: Int) -> Timestamp {
    Timestamp(nanoseconds: 1_700_000_000_000_000_000).advanced(
      by: .milliseconds(Int64(milliseconds)))
  }

  mutating func stamp(_ milliseconds: Int) -> Stamp {
    defer { nextFrame += 1 }
    return Stamp(frame: nextFrame, time: Self.time(milliseconds))
  }

  /// A connection that is greeted.
  @discardableResult
  mutating func connect(
    client: Int, at time: Int, until end: Int?,
    greeting: String =
      "OK The Microsoft Exchange IMAP4 service is ready."
  ) -> Int {
    var session = opened(client: client, at: time)
    session.greeting = GreetingFact(
      text: WireText(greeting), isRefusal: greeting.hasPrefix("BYE"), stamp: stamp(time + 2))
    session.bytes.server = greeting.utf8.count + 4
    close(&session, at: end)
    sessions.append(session)
    return sessions.count - 1
  }

  /// A greeted connection that signs in 10 ms after its start and gets its answer 10 ms later.
  mutating func signIn(
    client: Int, at time: Int, until end: Int?, account: String = "uccxmail",
    mechanism: String = "PLAIN", answer: String
  ) {
    let index = connect(client: client, at: time, until: end)
    let request = stamp(time + 10)
    let response = stamp(time + 20)
    sessions[index].authentications.append(
      AuthenticationFact(
        mechanism: mechanism, account: AccountName(user: account, domain: nil, mailbox: nil),
        accountAsSeen: WireText(account), result: answer.contains(" OK ") ? .accepted : .refused,
        response: WireText(answer), request: request, answer: response,
        latency: .milliseconds(10)))
  }

  /// A connection that was there before the capture began.
  mutating func earlier(client: Int, from start: Int = 0, until end: Int?) {
    var session = opened(client: client, at: start)
    session.opening = .midstream
    close(&session, at: end)
    sessions.append(session)
  }

  /// A connection without a word from the server.
  mutating func silent(
    client: Int, at time: Int, until end: Int?, opening: MailSession.Opening = .handshake,
    closing: MailSession.Closing = .serverFIN
  ) {
    var session = opened(client: client, at: time)
    session.opening = opening
    close(&session, at: end)
    session.closing = end == nil ? .open : closing
    sessions.append(session)
  }

  mutating func opened(client: Int, at time: Int) -> MailSession {
    nextPort += 1
    var session = MailSession(
      capture: 0, mailProtocol: .imap,
      client: Endpoint(address: Self.client(client), port: nextPort), server: Self.server,
      first: stamp(time))
    session.opening = .handshake
    session.established = stamp(time + 1)
    session.synCount = 1
    session.seen = PerSide(both: true)
    return session
  }

  mutating func close(_ session: inout MailSession, at end: Int?) {
    guard let end else { return }
    session.closing = .clientFIN
    session.endBegan = stamp(end)
    session.endCompleted = stamp(end + 1)
    session.last = session.endCompleted ?? session.last
  }
}
