/// A capture's summary in one word.
package enum Verdict: String, Sendable, CaseIterable {
  case healthy
  case throttling
  case credentials
  case network
  case service
  case configuration
  case inconclusive
}

/// What a set of symptoms means: the closed list that reports, filters and remedies use.
package enum Cause: String, Hashable, Sendable, CaseIterable {
  // Throttling.
  case connectionsPerUser = "connections-per-user"
  case connectionsPerUserAndIP = "connections-per-user-and-ip"
  case connectionsPerIP = "connections-per-ip"
  case connectionsTotal = "connections-total"
  case storeSessions = "store-sessions"
  case budgetDelay = "budget-delay"
  case smtpConnectionsPerSource = "smtp-connections-per-source"
  case smtpConnectionsTotal = "smtp-connections-total"
  case smtpMessageRate = "smtp-message-rate"
  case smtpRecipientRate = "smtp-recipient-rate"
  case backPressure = "back-pressure"
  case commandSize = "command-size"
  // Credentials.
  case rejected
  case lockedOrDisabled = "locked-or-disabled"
  case mechanismRefused = "mechanism-refused"
  // Network.
  case unreachable
  case refused
  case lossy
  // Service.
  case noGreeting = "no-greeting"
  case closedBeforeGreeting = "closed-before-greeting"
  case unavailable
  case shuttingDown = "shutting-down"
  // Configuration.
  case loginDisabled = "login-disabled"
  case tlsFailure = "tls-failure"
  case noMechanism = "no-mechanism"

  /// The verdict that this cause stands for.
  package var verdict: Verdict {
    switch self {
    case .connectionsPerUser, .connectionsPerUserAndIP, .connectionsPerIP, .connectionsTotal,
      .storeSessions, .budgetDelay, .smtpConnectionsPerSource, .smtpConnectionsTotal,
      .smtpMessageRate, .smtpRecipientRate, .backPressure, .commandSize:
      .throttling
    case .rejected, .lockedOrDisabled, .mechanismRefused: .credentials
    case .unreachable, .refused, .lossy: .network
    case .noGreeting, .closedBeforeGreeting, .unavailable, .shuttingDown: .service
    case .loginDisabled, .tlsFailure, .noMechanism: .configuration
    }
  }
}
