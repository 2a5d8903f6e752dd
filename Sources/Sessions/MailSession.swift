package import Bytes
package import Packets

/// One mail conversation on a TCP connection, or the attempt at one: facts, no judgement.
///
/// A SYN without an answer and a SYN answered by RST are sessions too: they are what
/// `telnet host 143` shows.
package struct MailSession: Sendable {
  /// How the connection began.
  package enum Opening: String, Sendable {
    case handshake
    /// The capture began after it.
    case midstream
    /// No SYN was answered.
    case unanswered
    /// The SYN was answered by RST.
    case refused
  }

  /// Who ended the connection first, and how.
  package enum Closing: String, Sendable {
    case clientFIN = "client-fin"
    case serverFIN = "server-fin"
    case clientRST = "client-rst"
    case serverRST = "server-rst"
    /// It was open when the capture ended.
    case open
  }

  /// How TLS came into the session.
  package enum TLSState: String, Sendable {
    case none
    case startTLS = "starttls"
    case implicit
  }

  /// The capture it was seen in, by its place on the command line.
  package var capture: Int
  /// What was spoken, or what the port stands for where nothing was.
  package var mailProtocol: MailProtocol
  package var client: Endpoint
  package var server: Endpoint
  /// First and last frame of the connection.
  package var first: Stamp
  package var last: Stamp
  package var opening: Opening
  package var closing: Closing
  /// The handshake's last step, or the first frame of a session that began before the capture.
  package var established: Stamp?
  /// The first sign of the end: LOGOUT, QUIT, BYE, FIN or RST; nil while it is open.
  package var endBegan: Stamp?
  /// The last sign of the end: both FINs or a RST; nil while a side has not closed.
  package var endCompleted: Stamp?
  /// SYNs the client sent, copies by span ports not counted.
  package var synCount: Int
  /// ICMP errors that came back for it.
  package var unreachableCount: Int
  package var greeting: GreetingFact?
  /// What the server said it can do, latest word.
  package var capabilities: [String]
  package var tls: TLSState
  package var authentications: [AuthenticationFact]
  /// Refusals outside authentication, oldest first, at most `SessionLimits.refusals`.
  package var refusals: [RefusalFact]
  /// SMTP transactions as the server took or refused them, at most `SessionLimits.transactions`.
  package var transactions: [TransactionFact]
  /// Client commands, a SASL dialogue counted once.
  package var commandCount: Int
  /// Payload bytes of each side's stream, each counted once however often it was sent.
  package var bytes: PerSide<Int>
  /// Holes in each side's stream as captured.
  package var gaps: PerSide<GapFact>
  package var segments: PerSide<Int>
  package var retransmissions: PerSide<Int>
  /// Whether any frame of that side is in the capture.
  package var seen: PerSide<Bool>
  /// Oddities by name (TCP anomalies, malformed mail lines), with how often each was seen.
  package var anomalies: [String: Int]
  /// Facts that did not fit the limits above.
  package var droppedFacts: Int

  /// A session of which nothing is known yet but who talks to whom.
  package init(
    capture: Int, mailProtocol: MailProtocol, client: Endpoint, server: Endpoint, first: Stamp
  ) {
    self.capture = capture
    self.mailProtocol = mailProtocol
    self.client = client
    self.server = server
    self.first = first
    last = first
    opening = .midstream
    closing = .open
    synCount = 0
    unreachableCount = 0
    capabilities = []
    tls = .none
    authentications = []
    refusals = []
    transactions = []
    commandCount = 0
    bytes = PerSide(both: 0)
    gaps = PerSide(both: GapFact())
    segments = PerSide(both: 0)
    retransmissions = PerSide(both: 0)
    seen = PerSide(both: false)
    anomalies = [:]
    droppedFacts = 0
  }
}
