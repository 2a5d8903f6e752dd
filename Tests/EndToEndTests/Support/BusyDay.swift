import Bytes
import Diagnosis
import Mail
import Packets
import Reports
import Sessions
import TestSupport

/// A day of many sign-ins of one account against a limit, made without frames.
struct BusyDay {
  let report: Report

  private static let clients = 300
  private static let server = Endpoint(address: IPAddress(v4: 0x0a04_045f), port: 143)
  private static let midnight = Timestamp(nanoseconds: 1_795_000_000_000_000_000)

  init(signIns: Int, limit: Int = 250) {
    var generator = SeededGenerator(seed: 1)
    // Ends of those that hold a slot, in milliseconds.
    var open: [Int] = []
    var sessions: [MailSession] = []
    for number in 0..<signIns {
      let start = number * 86_400_000 / signIns + Int.random(in: 0..<400, using: &generator)
      open.removeAll { $0 + 1_000 < start }
      let isAccepted = open.count < limit
      let stay = isAccepted ? Int.random(in: 300_000...3_000_000, using: &generator) : 500
      if isAccepted { open.append(start + stay) }
      let client = UInt32.random(in: 1...UInt32(Self.clients), using: &generator)
      sessions.append(
        Self.session(number, client: client, at: start, for: stay, isAccepted: isAccepted))
    }
    let diagnosis = Diagnosis(of: sessions)
    let facts = CaptureFacts(
      path: "busy-day.pcapng", linkTypes: ["EN10MB"], frames: signIns * 12, bytes: signIns * 1_000,
      start: Self.midnight, end: Self.midnight.advanced(by: .seconds(90_000)),
      origin: Self.midnight, digits: 6, warnings: [], drops: 0)
    report = Report(captures: [facts], diagnosis: diagnosis, connections: signIns)
  }

  private static func session(
    _ number: Int, client: UInt32, at start: Int, for stay: Int, isAccepted: Bool
  ) -> MailSession {
    func stamp(_ place: Int, _ milliseconds: Int) -> Stamp {
      Stamp(
        frame: number * 12 + place,
        time: midnight.advanced(by: .milliseconds(Int64(start + milliseconds))))
    }
    var session = MailSession(
      capture: 0, mailProtocol: .imap,
      client: Endpoint(
        address: IPAddress(v4: 0x0a05_0000 + client), port: UInt16(20_000 + number % 40_000)),
      server: server, first: stamp(1, 0))
    session.opening = .handshake
    session.closing = .clientFIN
    session.established = stamp(3, 1)
    session.greeting = GreetingFact(
      text: WireText("OK The Microsoft Exchange IMAP4 service is ready."), isRefusal: false,
      stamp: stamp(4, 2))
    session.seen = PerSide(both: true)
    session.bytes = PerSide(both: 100)
    session.authentications = [
      AuthenticationFact(
        mechanism: "PLAIN", account: AccountName(user: "uccxmail"),
        accountAsSeen: WireText("uccxmail"), result: isAccepted ? .accepted : .refused,
        response: WireText(isAccepted ? "A1 OK done" : "A1 NO AUTHENTICATE failed."),
        request: stamp(6, 10), answer: stamp(7, 20), latency: .milliseconds(10))
    ]
    session.endBegan = stamp(10, stay)
    session.endCompleted = stamp(11, stay + 1)
    session.last = stamp(11, stay + 1)
    return session
  }
}
