package import Bytes
import Mail
package import Packets
package import Reports
package import Sessions
package import Store

/// Rows to write: made up, and the same for the same number.
package enum Samples {
  package static let server = Endpoint(address: IPAddress(v4: 0x0a04_045f), port: 143)

  package static func time(_ seconds: Int) -> Timestamp {
    Timestamp(nanoseconds: 1_795_000_000_000_000_000).advanced(by: .seconds(Int64(seconds)))
  }

  /// A session of ten seconds with one sign-in.
  package static func session(
    _ number: Int, account: String = "uccxmail", at seconds: Int? = nil, isOpen: Bool = false,
    secret: UInt64? = nil
  ) -> MailSession {
    let start = seconds ?? number
    func stamp(_ place: Int, _ seconds: Int) -> Stamp {
      Stamp(frame: number * 10 + place, time: time(start + seconds))
    }
    var session = MailSession(
      capture: 0, mailProtocol: .imap,
      client: Endpoint(
        address: IPAddress(v4: 0x0a05_0000 + UInt32(number / 50_000)),
        port: UInt16(10_000 + number % 50_000)),
      server: server, first: stamp(1, 0))
    session.opening = .handshake
    session.established = stamp(2, 0)
    session.greeting = GreetingFact(
      text: WireText("OK The Microsoft Exchange IMAP4 service is ready."), isRefusal: false,
      stamp: stamp(3, 0))
    session.seen = PerSide(both: true)
    session.bytes = PerSide(client: 200, server: 4_000)
    session.authentications = [
      AuthenticationFact(
        mechanism: "PLAIN", account: AccountName(user: account), accountAsSeen: WireText(account),
        result: .accepted, response: WireText("A1 OK done"), request: stamp(4, 1),
        answer: stamp(5, 1), latency: .milliseconds(10), secretFingerprint: secret)
    ]
    session.last = stamp(6, 10)
    guard !isOpen else { return session }
    session.closing = .clientFIN
    session.endBegan = stamp(6, 10)
    session.endCompleted = stamp(7, 10)
    session.last = stamp(7, 10)
    return session
  }

  package static func incident(
    _ key: String, account: String? = "uccxmail", opened: Int = 0, changed: Int = 0,
    closed: Int? = nil, verdict: String = "throttling", refused: Int = 3
  ) -> IncidentRecord {
    IncidentRecord(
      key: key, opened: time(opened), changed: time(changed), closed: closed.map(time),
      cause: "connections-per-user", verdict: verdict, server: server.description,
      account: account, refused: refused, json: #"{"id":"0","words":["A1 NO"],"share":0.5}"#)
  }

  package static func sample(_ seconds: Int, open: Int = 16) -> LoadSample {
    LoadSample(
      time: time(seconds), server: server, account: "uccxmail", openSessions: open, limit: 16)
  }
}
