import Bytes
import Mail
import Packets
import Sessions

@testable import Reports

/// Sessions that a test puts together, a second between them.
struct LadderScene {
  private static let server = Endpoint(address: IPAddress(v4: 0x0a04_045f), port: 143)
  private static let start = Timestamp(nanoseconds: 1_795_000_000_000_000_000)

  private(set) var sessions: [MailSession] = []

  /// A sign-in half a second after the scene's last; accepted ones stay open for `stay` seconds.
  mutating func addSignIn(
    from host: UInt32, named workstation: WireText? = nil, as account: String = "uccxmail",
    greeting: WireText = WireText("OK ready"), answer: WireText? = nil, isAccepted: Bool = true,
    stay: Int64 = 100, capture: Int = 0, server: Endpoint = LadderScene.server
  ) {
    let number = Int64(sessions.count)
    func stamp(_ frame: Int, _ milliseconds: Int64) -> Stamp {
      Stamp(
        frame: Int(number) * 10 + frame,
        time: Self.start.advanced(by: .milliseconds(number * 500 + milliseconds)))
    }
    var session = MailSession(
      capture: capture, mailProtocol: .imap,
      client: Endpoint(address: IPAddress(v4: 0x0a04_0500 + host), port: 40_000),
      server: server, first: stamp(1, 0))
    session.opening = .handshake
    session.seen = PerSide(both: true)
    session.greeting = GreetingFact(text: greeting, isRefusal: false, stamp: stamp(4, 2))
    session.authentications = [
      AuthenticationFact(
        mechanism: workstation == nil ? "PLAIN" : "NTLM", account: AccountName(WireText(account)),
        accountAsSeen: WireText(account), workstation: workstation,
        result: isAccepted ? .accepted : .refused,
        response: answer ?? WireText(isAccepted ? "A1 OK done" : "A1 NO AUTHENTICATE failed."),
        request: stamp(6, 10), answer: stamp(7, 80), latency: .milliseconds(70))
    ]
    session.closing = .clientFIN
    session.endBegan = isAccepted ? stamp(9, stay * 1_000) : stamp(8, 90)
    session.last = session.endBegan ?? session.last
    sessions.append(session)
  }

  /// A SYN without an answer.
  mutating func addSilence(from host: UInt32) {
    addSignIn(from: host)
    var session = sessions.removeLast()
    session.opening = .unanswered
    session.closing = .open
    session.greeting = nil
    session.authentications = []
    session.synCount = 3
    sessions.append(session)
  }

  func ladder(
    _ selection: LadderSelection = LadderSelection(), captures: Int = 1
  ) throws(LadderProblem) -> SignInLadder {
    try SignInLadder(
      sessions,
      captures: (0..<captures).map { number in
        CaptureFacts(
          path: "\(number).pcap", linkTypes: ["EN10MB"], frames: 9_999, bytes: 1,
          start: Self.start, end: Self.start.advanced(by: .seconds(1_000)), origin: Self.start,
          digits: 6, warnings: [], drops: 0)
      }, selection: selection)
  }

  /// Agents 1 to `count`, one sign-in each.
  static func agents(_ count: UInt32) -> LadderScene {
    var scene = LadderScene()
    for host in 1...count { scene.addSignIn(from: host) }
    return scene
  }
}

extension SignInLadder {
  /// The lines as they are printed.
  func printed(width: Int = 80) -> [String] {
    LadderPrint(self, width: width).text.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }
}
