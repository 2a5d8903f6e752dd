/// The steps of the document that contact centres follow (UCCX with Exchange 2010), each its own.
package enum DocumentStep: String, Hashable, Sendable, CaseIterable {
  case telnet = "telnet 143"
  case maxConnectionsPerUser = "Set-ImapSettings -MaxConnectionsPerUser 2400"
  case maxConnections = "Set-ImapSettings -MaxConnections 2400"
  case maxConnectionFromSingleIP = "Set-ImapSettings -MaxConnectionFromSingleIP 2000"
  case maxCommandSize = "Set-ImapSettings -MaxCommandSize 10240"
  case serviceSessions = "Maximum Allowed Service Sessions Per User"
  case storeLimits = "MAPI and store limits (objects per session)"
  case viewInformationStoreStatus = "Add-ADPermission View Information Store status"
  case receiveConnector = "Set-ReceiveConnector, on every connector"
  case newThrottlingPolicy = "New-ThrottlingPolicy"
  case throttlingPolicy2010 = "Set-ThrottlingPolicy as for Exchange 2010"
  case throttlingPolicySP1 = "Set-ThrottlingPolicy as for SP1 and SP2"
  case setMailbox = "Set-Mailbox -ThrottlingPolicy"

  /// Why the step is no part of the plan for a cause (knowledge base, section G).
  func reason(cause: Cause, version: ServerVersion) -> Sentence {
    guard version.family == .exchange else {
      return version.family == .exchangeOnline
        ? "the service leaves none of these to its customers"
        : "a step for Exchange: this server has other settings"
    }
    if cause.verdict != .throttling, self != .telnet {
      return "a step against limits, and no limit is at work here"
    }
    switch self {
    case .telnet: return "it proves the network and the greeting; the limit acts behind them"
    case .maxConnectionsPerUser, .maxConnections, .maxConnectionFromSingleIP, .maxCommandSize,
      .serviceSessions, .storeLimits, .viewInformationStoreStatus:
      return cause.isSMTP ? "a step for IMAP: here SMTP is refused" : imapReason(cause, version)
    case .receiveConnector:
      return switch cause {
      case .backPressure: "no connector's limit is at work: a resource runs short"
      case .smtpRecipientRate: "a connector does not count recipients over time"
      default:
        "a step for SMTP; on 'Default SERVER', which is unlimited, its numbers tighten"
      }
    case .newThrottlingPolicy, .setMailbox, .throttlingPolicy2010, .throttlingPolicySP1:
      return policyReason(cause, version)
    }
  }

  /// Whether somebody who reads of the cause would try the step: it acts on the same sign-ins.
  package func isNear(_ cause: Cause) -> Bool {
    switch self {
    case .telnet, .maxCommandSize, .storeLimits: false
    case .newThrottlingPolicy, .throttlingPolicy2010, .throttlingPolicySP1, .setMailbox:
      [.connectionsPerUser, .storeSessions, .budgetDelay, .smtpMessageRate, .smtpRecipientRate]
        .contains(cause)
    case .receiveConnector: cause.isSMTP
    default: cause.verdict == .throttling && !cause.isSMTP && cause != .commandSize
    }
  }

  private func imapReason(_ cause: Cause, _ version: ServerVersion) -> Sentence {
    switch self {
    case .maxConnectionsPerUser: "another limit is at work here"
    case .maxConnections, .maxConnectionFromSingleIP:
      if version.isExchange(from: .exchange2013) {
        "as it ships there is no such limit; the document's number would set one"
      } else if version == .exchange2007, self == .maxConnectionFromSingleIP {
        "20 as it ships; it does not lift this one"
      } else if version == .exchange {
        "as it ships far above this demand, or from 2013 on no limit at all"
      } else {
        "as it ships the limit is far above this demand; it does not lift this one"
      }
    case .maxCommandSize: "10240 is the default: it changes nothing"
    case .serviceSessions where version == .exchange2007: "known from Exchange 2010 on"
    case .serviceSessions:
      cause == .connectionsPerUser
        ? "the 16 that it ships with are enough for this demand"
        : "the store's sessions are not what is refused here"
    case .storeLimits:
      "only where event 9646 names a type of object (objt…) instead of sessions"
    default: "it helped on Exchange 2003; on 2010 and later it does not lift this limit"
    }
  }

  /// Policies exist from Exchange 2010 on, with other parameters from 2013 on.
  private func policyReason(_ cause: Cause, _ version: ServerVersion) -> Sentence {
    if version == .exchange2007 { return "Exchange 2007 has no throttling policies" }
    let isValue = self == .throttlingPolicy2010 || self == .throttlingPolicySP1
    if isValue, version.isExchange(from: .exchange2013) {
      return "PercentTime… and CPUStartPercent exist on Exchange 2010 only: the command fails"
    }
    if self == .throttlingPolicySP1, version == .exchange2010RTM {
      return "the CPA parameters came with SP1"
    }
    switch cause {
    case .budgetDelay, .smtpRecipientRate:
      return isValue
        ? "the step for this version stands in its place"
        : "the account has a policy already, if one limits it: change that one"
    case .smtpMessageRate:
      return "as it ships no policy limits messages a minute: the connector's 5 do"
    default:
      return cause.isSMTP
        ? "as it ships no throttling policy limits this"
        : "a policy's IMAP values are unlimited as it ships: nothing changes"
    }
  }
}
