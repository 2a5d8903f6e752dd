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
  func reason(cause: Cause, version: ServerVersion) -> String {
    guard version.family == .exchange else {
      return "a step for Exchange: this server has other settings, or none that can be set"
    }
    switch self {
    case .telnet: return "it proves the network and the greeting; the limit acts behind them"
    case .maxConnectionsPerUser, .maxConnections, .maxConnectionFromSingleIP:
      if self != .maxConnectionsPerUser,
        version.candidates.last?.isExchange(from: .exchange2013) == true,
        !version.isOpen
      {
        return "as it ships there is no such limit; the document's number would set one"
      }
      return self == .maxConnectionsPerUser
        ? "another limit is at work here"
        : "as it ships the limit is far above this demand; it does not lift this one"
    case .maxCommandSize: return "10240 is the default: it changes nothing"
    case .serviceSessions:
      return version == .exchange2007
        ? "known from Exchange 2010 on" : "the store's sessions are not what is refused here"
    case .storeLimits:
      return "only where event 9646 names a type of object (objt…) instead of sessions"
    case .viewInformationStoreStatus:
      return "it helped on Exchange 2003; on 2010 and later it does not lift this limit"
    case .receiveConnector:
      return "it concerns SMTP only, and on the connector 'Default <Server>' the document's numbers"
        + " tighten what is unlimited"
    case .newThrottlingPolicy, .setMailbox: return policyReason(version)
    case .throttlingPolicy2010, .throttlingPolicySP1: return valueReason(version)
    }
  }

  private func policyReason(_ version: ServerVersion) -> String {
    version == .exchange2007
      ? "Exchange 2007 has no throttling policies"
      : "no throttling policy limits this as it ships"
  }

  private func valueReason(_ version: ServerVersion) -> String {
    if version == .exchange2007 { return policyReason(version) }
    if version == .exchange2010RTM, self == .throttlingPolicySP1 {
      return "the CPA parameters came with SP1"
    }
    return version.isExchange(from: .exchange2013)
      ? "the PercentTime and CPUStartPercent parameters exist on Exchange 2010 only"
      : "its IMAP values are $null already: nothing changes; PercentTime and CPUStartPercent exist on"
        + " Exchange 2010 only"
  }
}
