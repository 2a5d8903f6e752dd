/// Remedies against the limits of one version of Exchange (knowledge base, section A).
struct ExchangeRemedies {
  var context: RemedyContext
  var version: ServerVersion

  var sizing: Sizing { Sizing(context) }
  /// Exchange 2013 and later: other policies, a front end and a back end.
  var isNew: Bool { version.isExchange(from: .exchange2013) }
  var hasPolicies: Bool { version != .exchange2007 }

  var remedies: [Remedy] {
    switch context.cause {
    case .connectionsPerUser: [perUser] + [storeSessions].compactMap(\.self) + total
    case .storeSessions: [storeSessions].compactMap(\.self) + [perUser] + total + [storeObjects]
    case .connectionsPerIP: [imap("MaxConnectionFromSingleIP", .maxConnectionFromSingleIP)]
    case .connectionsTotal: [imap("MaxConnections", .maxConnections)]
    case .connectionsPerUserAndIP: [somethingInFront]
    case .commandSize: [commandSize]
    case .budgetDelay: hasPolicies ? [policy] : noPolicies
    case .smtpConnectionsPerSource, .smtpConnectionsTotal, .smtpMessageRate: [connector]
    case .smtpRecipientRate: hasPolicies ? [recipientRate] : noPolicies
    case .backPressure: [backPressure]
    default: []
    }
  }

  /// What makes a change of the IMAP settings work.
  var imapRestart: Sentence { Self.imapRestart(context.version) }

  static func imapRestart(_ version: ServerVersion) -> Sentence {
    let service = "Restart-Service MSExchangeIMAP4"
    if version.isExchange(from: .exchange2016) {
      return "\(service), MSExchangeIMAP4BE on every Mailbox server"
    }
    return switch version {
    case .exchange:
      "\(service) on every Client Access server (Exchange 2013 and later: MSExchangeIMAP4BE too, on every"
        + " Mailbox server)"
    case .exchange2013:
      "\(service) on every Client Access server, MSExchangeIMAP4BE on every Mailbox server"
    default: "\(service) on every Client Access server"
    }
  }

  private var perUser: Remedy { imap("MaxConnectionsPerUser", .maxConnectionsPerUser) }

  /// MaxConnections counts all accounts: it must not end up below what one of them may have.
  private var total: [Remedy] {
    let setting = VersionTable.setting("MaxConnections", of: "Set-ImapSettings", on: version)
    guard let demand = sizing.demand, let shipped = setting?.defaultValue,
      Remedies.size(forDemand: demand) > shipped
    else { return [] }
    return [imap("MaxConnections", .maxConnections)]
  }

  private func imap(_ name: String, _ step: DocumentStep) -> Remedy {
    let setting = VersionTable.setting(name, of: "Set-ImapSettings", on: version)
    let read: CommandLine = "Get-ImapSettings | Format-List \(name)"
    let id = "exchange-\(name.lowercased())"
    guard sizing.fits(setting) else {
      return Remedy(
        id: id, title: "Divide the agents among several accounts",
        because: "\(sizing.because(setting)); \(name) ends at \(setting?.range.upperBound ?? 0) on"
          + " \(version.name)",
        read: [read], verify: [read], documentSteps: [step])
    }
    return Remedy(
      id: id, title: "Raise \(name) on each server that clients sign in to",
      because: sizing.because(setting, isOpen: context.version.isOpen), read: [read],
      commands: ["Set-ImapSettings -\(name) \(sizing.value(setting))"], restart: imapRestart,
      verify: [read], documentSteps: [step])
  }

  private var commandSize: Remedy {
    let read: CommandLine = "Get-ImapSettings | Format-List MaxCommandSize"
    return Remedy(
      id: "exchange-maxcommandsize", title: "Raise MaxCommandSize to its highest value",
      because: "it ships with 10240 bytes and ends at 16384; for longer commands the client has to"
        + " ask for fewer messages at a time",
      read: [read], commands: ["Set-ImapSettings -MaxCommandSize 16384"], restart: imapRestart,
      verify: [read])
  }

  private var somethingInFront: Remedy {
    Remedy(
      id: "exchange-something-in-front", title: "Look for a proxy in front of Exchange",
      because: "Exchange counts by account or by address, not by both together: these words are"
        + " another server's, such as Dovecot's",
      read: ["Get-ImapSettings | Format-List Banner,MaxConnection*"])
  }
}
