package import Bytes
package import Packets

/// One mail conversation on a TCP connection, or the attempt at one: facts, no judgement.
///
/// A SYN without an answer and a SYN answered by RST are sessions too: they are what
/// `telnet host 143` shows.
package struct MailSession: Sendable {
  /// How the connection began.
  package enum Opening: String, Codable, Sendable {
    case handshake
    /// The capture began after it.
    case midstream
    /// No SYN was answered.
    case unanswered
    /// The SYN was answered by RST.
    case refused
  }

  /// Who ended the connection first, and how.
  package enum Closing: String, Codable, Sendable {
    case clientFIN = "client-fin"
    case serverFIN = "server-fin"
    case clientRST = "client-rst"
    case serverRST = "server-rst"
    /// It was open when the capture ended.
    case open
  }

  /// How TLS came into the session.
  package enum TLSState: String, Codable, Sendable {
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
  /// Whether it is the rest of a session that an earlier capture shows from its start.
  package var isContinuation = false
  /// The handshake's last step, or the first frame of a session that began before the capture.
  package var established: Stamp?
  /// The first sign of the end: LOGOUT, QUIT, BYE, FIN or RST; nil while it is open.
  package var endBegan: Stamp?
  /// The last sign of the end: both FINs or a RST; nil while a side has not closed.
  package var endCompleted: Stamp?
  /// The numbers of both sides' SYNs, which tell one connection from any other between the same
  /// ports; nil where no SYN was seen.
  package var initialNumbers: PerSide<UInt32?>
  /// SYNs the client sent, copies by span ports not counted.
  package var synCount: Int
  /// ICMP errors that came back for it.
  package var unreachableCount: Int
  package var greeting: GreetingFact?
  /// What the server said it can do, latest word.
  package var capabilities: [String]
  /// What it said in the clear before anybody was signed in: what a client could choose from.
  package var offered: [String]
  /// What the server said of itself (IMAP's ID), without the name of the response.
  package var serverID: WireText?
  package var tls: TLSState
  /// How far the handshake came; nil where TLS was not begun.
  package var handshake: TLSFact? {
    get { if case .begun(let fact) = boxedHandshake { fact } else { nil } }
    set { boxedHandshake = newValue.map(BoxedHandshake.begun) ?? .none }
  }
  /// Most sessions have none, and all sessions of a capture are kept: eight bytes.
  private var boxedHandshake: BoxedHandshake
  package var authentications: [AuthenticationFact]
  /// Refusals outside authentication, oldest first, at most `SessionLimits.refusals`.
  package var refusals: [RefusalFact]
  /// SMTP transactions as the server took or refused them, at most `SessionLimits.transactions`.
  package var transactions: [TransactionFact]
  /// Remarks in successful answers, at most `SessionLimits.notices`.
  package var notices: [NoticeFact]
  /// Commands outside sign-in with the times of their answers.
  package var commands: CommandLog
  /// Commands that had no answer when the session ended.
  package var unansweredCommands: Int
  /// Bytes of the lines of the longest IMAP command that was answered OK.
  package var longestAccepted: Int
  /// From the client's SYN to its first acknowledgement: a round trip of the network, wherever
  /// the capture was taken; nil without a handshake.
  package var roundTrip: Interval?
  /// Client commands, a SASL dialogue counted once.
  package var commandCount: Int
  /// Payload bytes of each side's stream, each counted once however often it was sent.
  package var bytes: PerSide<Int>
  /// Holes in each side's stream as captured.
  package var gaps: PerSide<GapFact>
  package var segments: PerSide<Int>
  package var retransmissions: PerSide<Int>
  /// Segments that filled a hole late: retransmissions whose first copies were lost before they
  /// came to the place of the capture.
  package var recovered: PerSide<Int>
  /// Bytes that the receiver acknowledged and the capture lacks: the sensor lost them, no network.
  package var unseenBytes: PerSide<Int>
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
    initialNumbers = PerSide(both: nil)
    synCount = 0
    unreachableCount = 0
    capabilities = []
    offered = []
    boxedHandshake = .none
    notices = []
    commands = CommandLog()
    unansweredCommands = 0
    longestAccepted = 0
    tls = .none
    authentications = []
    refusals = []
    transactions = []
    commandCount = 0
    bytes = PerSide(both: 0)
    gaps = PerSide(both: GapFact())
    segments = PerSide(both: 0)
    retransmissions = PerSide(both: 0)
    recovered = PerSide(both: 0)
    unseenBytes = PerSide(both: 0)
    seen = PerSide(both: false)
    anomalies = [:]
    droppedFacts = 0
  }
}

private indirect enum BoxedHandshake: Sendable {
  case none
  case begun(TLSFact)
}
