package import Bytes
package import ServerRecords

/// What may be set about a diagnosis, with defaults that suit a contact centre's capture.
package struct DiagnosisOptions: Sendable {
  /// A fact that the engineer knows and the capture cannot show.
  package enum KnownFact: String, Sendable, CaseIterable {
    /// Others sign in with the same account at the same time.
    case othersSignIn = "others-sign-in"
    /// The password was checked, for example in a web mailer.
    case passwordVerified = "password-verified"
  }

  package var known: Set<KnownFact> = []
  /// How many agents to plan for; nil for as many as there are.
  package var agents: Int?
  /// Connections that one agent's login opens.
  package var connectionsPerLogin = 2
  /// Which server remedies are for; nil for as far as its words show.
  package var server: ServerVersion?
  /// A limit on the connections of one account to try, or that the user knows.
  package var limit: Int?
  /// Captures, by their places, whose clocks could not be compared with the others'.
  package var unaligned: [Int] = []
  /// Refusals of one kind before they count as repeated.
  package var repeatedRefusals = 2
  /// SYNs without an answer before a server counts as unreachable.
  package var unansweredSYNs = 3
  /// How long a server may take to greet before its silence is a symptom.
  package var greetingPatience = Interval.seconds(5)
  /// The same where the client has given up: many wait no longer than two or three seconds.
  package var abandonedGreeting = Interval.seconds(1)
  /// How long after the last sign of an end the server may still have held the slot.
  package var releaseSlack = Interval.milliseconds(250)
  /// How long it mostly still held it.
  package var promptRelease = Interval.milliseconds(10)
  /// How long a server keeps the slot of a session whose client is gone without a word (Exchange:
  /// AuthenticatedConnectionTimeout, 30 minutes by default).
  package var idleTimeout = Interval.seconds(1_800)
  /// A silence after which a session whose client came back on other connections may be a ghost.
  package var ghostSilence = Interval.seconds(5)
  /// Pieces of evidence kept for an incident; all are counted.
  package var evidenceLimit = 1_000
  /// Incidents kept, the gravest; all are counted.
  package var incidentLimit = 1_000
  /// The texts of servers: those that come with the program, unless others are set.
  ///
  /// Looked up when they are asked for: the table takes longer to read than the program to start.
  package var signatures: SignatureTable {
    get { ownSignatures ?? .builtIn }
    set { ownSignatures = newValue }
  }
  private var ownSignatures: SignatureTable?
  /// What servers wrote down of themselves.
  package var records = ServerRecords()

  package init() {}
}
