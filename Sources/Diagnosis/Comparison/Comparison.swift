package import Packets
package import Sessions

/// Whether a change on the server did away with a limit, judged by a capture before and one after.
package struct Comparison: Sendable {
  package enum Outcome: String, Sendable, CaseIterable {
    case proven
    case notProven = "not-proven"
    case worse
    case notComparable = "not-comparable"
  }

  package var outcome: Outcome
  /// Why: what decides first.
  package var reason: Reason
  /// What else is to be said beside the outcome.
  package var remarks: [Remark]
  /// What was compared; nil where nothing could be.
  package var subject: Subject?
  package var before: Measurement?
  package var after: Measurement?
  /// How the share of refused places changed; nil where one side has none.
  package var difference: DifferenceEstimate?
  /// The refusal before that shows the limit, and the acceptance after that shows that it is gone.
  package var exhibits: [Exhibit]
}

extension Comparison {
  /// One of the two captures.
  package enum Half: String, Hashable, Sendable {
    case before
    case after
  }

  /// Who signs in where, and which limit it is about.
  package struct Subject: Hashable, Sendable {
    package var server: Endpoint
    package var family: ServerFamily
    package var mailProtocol: MailProtocol
    /// Nil where the limit counts connections of any account.
    package var account: String?
    /// The cause before; nil where before shows no limit.
    package var cause: Cause?
    /// The load at which the server refused before; nil where before does not show it.
    package var oldLimit: Int?
  }

  /// A frame with the load that its attempt met.
  package struct Exhibit: Sendable {
    package var half: Half
    package var evidence: Evidence
    /// Connections that were certainly open when the server decided.
    package var load: Int
    package var wasRefused: Bool
  }

  /// What decides the outcome.
  package enum Reason: Hashable, Sendable {
    // Proven.
    /// A connection was accepted while so many others were open: as many as before, or more.
    case acceptedAbove(load: Int)
    // Not proven.
    /// The old limit was never reached; so many agents at the same time would reach it.
    case loadNotReached(limit: Int, most: Int, agents: Int?)
    /// The server still refuses for the same cause; the limit after, where it is known.
    case stillRefused(limit: Int?)
    /// The limit was raised, and is met again.
    case limitRaised(from: Int, to: Int)
    case otherLimit(Cause)
    /// Refusals after that a limit may explain, though they make no incident.
    case refusalsUnexplained(Int)
    /// The capture before does not show at which load the server refuses.
    case loadUnknown
    /// The difference may be chance; `needed` places without a refusal would tell, if any number.
    case tooFewAttempts(needed: Int?)
    // Worse.
    case limitFell(from: Int, to: Int)
    case refusalsRose(cause: Cause?)
    // Not comparable.
    case noMail(Half)
    case noThrottlingBefore(shows: Cause?)
    case causeWithoutLoad(Cause)
    case otherServer
    case otherProtocol
    case accountMissing(Half)
    case encrypted(Half)
    case oneDirection(Half)
    /// One shows one client's traffic only, the other that of several.
    case oneClientsView(Half)
  }

  /// What else the captures show.
  package enum Remark: Hashable, Sendable {
    /// Another cause is at work after the change.
    case otherCause(Cause, failures: Int)
    case sessionsBegunBefore(Half, Int)
    case encryptedSessions(Half, Int)
    case incompleteSessions(Half, Int)
    /// Another setting has the same default and looks the same.
    case alsoFits(KnownLimit)
  }
}
