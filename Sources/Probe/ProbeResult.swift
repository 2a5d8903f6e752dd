package import Bytes

/// What a probe met, step by step.
package struct ProbeResult: Sendable {
  package var plan: ProbePlan
  /// When it began.
  package var start: Timestamp
  package var resolution: Resolution
  /// In the order of trying; the last one is the connection that was talked on, if any was.
  package var attempts: [ConnectAttempt] = []
  /// Addresses beyond the limit, or of the family that is not wanted.
  package var addressesNotTried = 0
  /// The connection that everything was asked on.
  package var conversation: ConversationRecord?
  /// The others of `--connections`, in no order.
  package var others: [OtherConnection] = []
  /// Whether the server was connected to once more, as its certificate was not trusted.
  package var isSecondLook = false

  package init(plan: ProbePlan, start: Timestamp, resolution: Resolution) {
    self.plan = plan
    self.start = start
    self.resolution = resolution
  }

  /// The address that was connected to.
  package var address: String? { attempts.last { $0.outcome == .connected }?.address }
}

/// What a name resolved to.
package struct Resolution: Sendable {
  package enum Outcome: Equatable, Sendable {
    case found
    /// The resolver's words.
    case notFound(String)
    case timedOut
    /// Nothing had to be resolved.
    case literal
  }

  package var outcome: Outcome
  /// At most 64.
  package var addresses: [String]
  package var time: Interval

  package init(_ outcome: Outcome, addresses: [String], time: Interval) {
    self.outcome = outcome
    self.addresses = addresses
    self.time = time
  }
}

/// One attempt to connect.
package struct ConnectAttempt: Sendable {
  package enum Outcome: String, Sendable {
    case connected
    case refused
    case unreachable
    case timedOut = "timed-out"
    case reset
    case failed
  }

  package var address: String
  package var outcome: Outcome
  package var time: Interval
  /// The system's words where they say more than the outcome.
  package var reason: String?

  package init(address: String, outcome: Outcome, time: Interval, reason: String? = nil) {
    self.address = address
    self.outcome = outcome
    self.time = time
    self.reason = reason
  }
}

/// One of the connections that are only opened and held.
package struct OtherConnection: Sendable {
  package var attempt: ConnectAttempt
  /// Nil where it was not connected.
  package var conversation: ConversationRecord?

  package init(attempt: ConnectAttempt, conversation: ConversationRecord? = nil) {
    self.attempt = attempt
    self.conversation = conversation
  }

  package var isWelcome: Bool { conversation?.isWelcome ?? false }
}
