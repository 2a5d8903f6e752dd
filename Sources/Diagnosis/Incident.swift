package import Bytes
package import Packets

/// A cause at work: what, where, since when, how it is known, and what else it could have been.
package struct Incident: Sendable {
  package var cause: Cause
  /// How sure the engine is that this is the cause, 0 to 1.
  ///
  /// Below `Diagnosis.suspected` the report says "suspected".
  package var confidence: Double
  package var server: Endpoint
  /// The family of the server, as far as its words show.
  package var family: ServerFamily
  /// The account concerned, normalised; nil where the cause knows no account.
  package var account: String?
  package var accountAsSeen: WireText?
  /// The client addresses that were turned away.
  package var clients: [IPAddress]
  /// The clients' own names (NTLM workstations), where the capture shows them.
  package var workstations: [IPAddress: WireText]
  package var start: Timestamp
  package var end: Timestamp
  package var attempts: Int
  package var successes: Int
  package var failures: Int
  package var limit: LimitFinding?
  /// Most connections held at one time; nil where the cause knows no load.
  package var peakLoad: Int?
  /// Most connections held or wanted at one time.
  package var peakDemand: Int?
  /// How the load went, for the report's picture; empty where the cause knows no load.
  package var timeline: [LoadPoint]
  package var alternatives: [Alternative]
  package var evidence: [Evidence]
  /// What the server said, once each, most frequent first.
  package var words: [WireText]
  package var retries: RetrySummary?
  /// Sessions that hold slots although their clients are gone.
  package var ghosts: GhostCount?
  package var backoff: BackoffFinding?
  /// What to do about it; nil until everything else is known.
  package var plan: RemedyPlan?
  package var remedies: [Remedy] { plan?.remedies ?? [] }
  /// What the captures show of it.
  package var view: View
  /// Statements about the reach of the claim, each a sentence.
  package var reservations: [Reservation]
  /// What the server's own records say to it.
  package var confirmations: [Confirmation] = []
  /// How it went, try by try.
  package var course = Course()
  /// What agents see of it.
  package var agentSymptoms: [AgentSymptom] = []
  /// Clients of it that send mail as well: the UCCX server.
  package var mailSenders: Set<IPAddress> = []

  package var verdict: Verdict { cause.verdict }
}

/// The server-side setting that binds, and what the capture says about its value.
package struct LimitFinding: Hashable, Sendable {
  /// How the value is known.
  package enum Basis: Hashable, Sendable {
    /// The server's own words name it.
    case stated
    /// It follows from the load at each success and each refusal.
    case inferred
    /// A settings file says so; the captures fit it.
    case settings
    /// The server's event or protocol log says so; the captures fit it.
    case log
  }

  /// The setting as its administrator spells it.
  package var setting: String
  /// The value, when the capture pins it down.
  package var value: Int?
  package var atLeast: Int?
  package var atMost: Int?
  package var basis: Basis
  /// Attempts that the best value explains, and those it does not.
  package var explained: Int
  package var unexplained: Int
  /// Other settings that have the same default and would look the same.
  package var alsoFits: [KnownLimit]
  /// When it was lifted, or higher, while the captures ran.
  package var lifted: [LiftedTime] = []
}

/// A setting with its default, from the knowledge base.
package struct KnownLimit: Hashable, Sendable {
  package var setting: String
  package var value: Int
  /// What decides between this setting and its look-alikes.
  package var decidedBy: Sentence
}

/// A cause that competes for the same symptoms, and why it lost.
package struct Alternative: Sendable {
  package var cause: Cause
  package var confidence: Double
  package var because: Sentence
}

/// A frame that a claim rests on.
package struct Evidence: Sendable {
  package var capture: Int
  package var stamp: Stamp
  package var client: Endpoint
  package var workstation: WireText?
  /// What stands in it: the server's words, or what happened where nothing was said.
  package var text: Text

  package enum Text: Sendable {
    /// Words from the wire.
    case wire(WireText)
    /// Words of ours (`SYN without an answer`).
    case own(Sentence)
  }
}

/// How many connections were held from an instant on.
package struct LoadPoint: Hashable, Sendable {
  package var time: Timestamp
  package var load: Int

  package init(time: Timestamp, load: Int) {
    self.time = time
    self.load = load
  }
}

/// Why a claim reaches no further.
package enum Reservation: Hashable, Sendable {
  /// All mail traffic to the server comes from one client: the view of an agent's PC.
  case oneClientOnly(IPAddress)
  /// So many sessions were open before the capture began.
  case sessionsBeforeCapture(Int)
  /// So many sessions are hidden inside TLS.
  case encryptedSessions(Int)
  /// The capture lacks this many bytes of mail streams.
  case missingBytes(Int)
  /// These captures share no connection with the others, so that their clocks cannot be compared.
  case clocksApart([Int])
  /// The value found is a little below one that servers are shipped with: so many connections that
  /// are held all the time and lie out of view, as the UCCX server's may, would make it that.
  case nearUsualValue(KnownLimit, missing: Int)
  /// The limit was another one, or none, for a time.
  case limitLifted(LiftedTime)
  /// Only one direction of the traffic was captured.
  case oneDirection(Side)
}
