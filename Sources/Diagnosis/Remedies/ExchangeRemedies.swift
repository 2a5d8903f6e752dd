/// Remedies against the limits of one version of Exchange (knowledge base, sections A and E4).
struct ExchangeRemedies {
  var context: RemedyContext
  var version: ServerVersion

  private var sizing: Sizing { Sizing(context) }
  private var isNew: Bool { version.isExchange(from: .exchange2013) }

  var remedies: [Remedy] {
    switch context.cause {
    case .connectionsPerUser:
      [imap("MaxConnectionsPerUser", .maxConnectionsPerUser), storeSessions]
    case .storeSessions:
      [storeSessions, imap("MaxConnectionsPerUser", .maxConnectionsPerUser), storeObjects]
    case .connectionsPerIP: [imap("MaxConnectionFromSingleIP", .maxConnectionFromSingleIP)]
    case .connectionsTotal: [imap("MaxConnections", .maxConnections)]
    case .commandSize: [commandSize]
    case .budgetDelay: version == .exchange2007 ? [noPolicies] : [policy]
    case .smtpConnectionsPerSource, .smtpConnectionsTotal, .smtpMessageRate: [connector]
    case .smtpRecipientRate: version == .exchange2007 ? [noPolicies] : [recipientRate]
    case .backPressure: [backPressure]
    default: []
    }
  }

  private var imapRestart: String {
    if version.isExchange(from: .exchange2016) {
      return "Restart-Service MSExchangeIMAP4, MSExchangeIMAP4BE on every Mailbox server"
    }
    return isNew
      ? "Restart-Service MSExchangeIMAP4 on every Client Access server, and"
        + " Restart-Service MSExchangeIMAP4BE on every Mailbox server"
      : "Restart-Service MSExchangeIMAP4 on every Client Access server"
  }

  private func imap(_ name: String, _ step: DocumentStep) -> Remedy {
    let setting = VersionTable.setting(name, of: "Set-ImapSettings", on: version)
    let read = "Get-ImapSettings | Format-List \(name)"
    return Remedy(
      id: "exchange-\(name.lowercased())", title: "Raise \(name)", because: sizing.because,
      read: [read], commands: ["Set-ImapSettings -\(name) \(sizing.value(setting))"],
      restart: imapRestart, verify: [read], documentSteps: [step])
  }

  private var storeSessions: Remedy {
    let name = version == .exchange2007 ? VersionTable.sessions : VersionTable.serviceSessions
    let setting = VersionTable.setting(name, of: VersionTable.storeKey, on: version)
    let read = "Get-ItemProperty -Path '\(VersionTable.storeKey)' | Format-List 'Maximum Allowed*'"
    return Remedy(
      id: "exchange-service-sessions", title: "Raise the store's limit as well",
      because: version == .exchange2007
        ? "the store counts sessions a user too (32 as it ships; not confirmed for Exchange 2007)"
        : "the store allows 16 service sessions a user as it ships; event 9646 of MSExchangeIS tells"
          + " when it binds",
      read: [read],
      commands: [
        "$key = '\(VersionTable.storeKey)'", "$name = '\(name)'",
        "New-ItemProperty -Path $key -Name $name -PropertyType DWord -Value"
          + " \(sizing.value(setting)) -Force",
      ],
      restart: "Restart-Service MSExchangeIS on every mailbox server"
        + (isNew ? ", all members of the DAG" : ""),
      verify: [read], documentSteps: version == .exchange2007 ? [] : [.serviceSessions])
  }

  private var storeObjects: Remedy {
    let key = VersionTable.storeKey + #"\MaxObjsPerMapiSession"#
    return Remedy(
      id: "exchange-session-objects",
      title: "Only if event 9646 names objtMessage instead of sessions: objects per session",
      because: "250 messages may be open in a session as it ships; twice that leaves room, but a"
        + " client that never closes them meets any limit",
      read: ["Get-ItemProperty -Path '\(key)'"],
      commands: [
        "$objects = '\(key)'", "if (-not (Test-Path $objects)) { New-Item -Path $objects }",
        "New-ItemProperty -Path $objects -Name 'objtMessage' -PropertyType DWord -Value 500 -Force",
      ], restart: "Restart-Service MSExchangeIS on every mailbox server",
      verify: ["Get-ItemProperty -Path '\(key)'"], documentSteps: [.storeLimits])
  }

  private var commandSize: Remedy {
    let read = "Get-ImapSettings | Format-List MaxCommandSize"
    return Remedy(
      id: "exchange-maxcommandsize", title: "Raise MaxCommandSize to its highest value",
      because: "it ships with 10240 bytes and ends at 16384; a longer command needs another client",
      read: [read], commands: ["Set-ImapSettings -MaxCommandSize 16384"], restart: imapRestart,
      verify: [read])
  }

  private var policy: Remedy {
    let account = CommandArgument.powerShell(context.account, placeholder: "ACCOUNT")
    let values =
      isNew
      ? "-ImapMaxBurst unlimited -ImapRechargeRate unlimited -ImapCutoffBalance unlimited"
        + " -RCAMaxConcurrency unlimited"
      : "-IMAPMaxConcurrency $null -IMAPPercentTimeInAD $null -IMAPPercentTimeInCAS $null"
        + " -IMAPPercentTimeInMailboxRPC $null -RCAMaxConcurrency $null -RCAPercentTimeInAD $null"
        + " -RCAPercentTimeInCAS $null -RCAPercentTimeInMailboxRPC $null"
    return Remedy(
      id: "exchange-throttling-policy", title: "Give the account a throttling policy of its own",
      because: "a budget belongs to one account; a policy for it leaves the others as they are",
      read: [
        "Get-ThrottlingPolicy | Format-List Name,IMAP*,RCA*",
        "Get-Mailbox -Identity \(account) | Format-List ThrottlingPolicy",
      ],
      commands: [
        "New-ThrottlingPolicy -Name 'UCCX'" + (isNew ? " -ThrottlingPolicyScope Regular" : ""),
        "Set-ThrottlingPolicy -Identity 'UCCX' \(values)",
        "Set-Mailbox -Identity \(account) -ThrottlingPolicy 'UCCX'",
      ],
      restart: "Restart-Service MSExchangeRPC makes a change of the RCA values immediate",
      verify: ["Get-Mailbox -Identity \(account) | Format-List ThrottlingPolicy"],
      documentSteps: [.newThrottlingPolicy, .setMailbox]
        + (isNew
          ? [] : [version == .exchange2010RTM ? .throttlingPolicy2010 : .throttlingPolicySP1]))
  }

  private var noPolicies: Remedy {
    Remedy(
      id: "exchange-no-policy", title: "Look for the delay elsewhere",
      because: "Exchange 2007 has no throttling policies: nothing of the kind can be set")
  }

  private var recipientRate: Remedy {
    let account = CommandArgument.powerShell(context.account, placeholder: "ACCOUNT")
    return Remedy(
      id: "exchange-recipient-rate", title: "Raise RecipientRateLimit in the account's policy",
      because: "it counts recipients in 24 hours and is unlimited as it ships: a policy sets it",
      read: [
        "Get-Mailbox -Identity \(account) | Format-List ThrottlingPolicy",
        "Get-ThrottlingPolicy | Format-List Name,RecipientRateLimit",
      ],
      commands: [
        "Set-ThrottlingPolicy -Identity 'POLICY' -RecipientRateLimit"
          + (isNew ? " unlimited" : " $null")
      ], restart: "Restart-Service MSExchangeThrottling on every mailbox server",
      verify: ["Get-ThrottlingPolicy | Format-List Name,RecipientRateLimit"])
  }

  private var connector: Remedy {
    let usual = isNew ? #"SERVER\Client Frontend SERVER"# : #"SERVER\Client SERVER"#
    let name = CommandArgument.powerShell(context.connector, placeholder: usual)
    let values =
      switch context.cause {
      case .smtpMessageRate: "-MessageRateLimit N"
      case .smtpConnectionsTotal: "-MaxInboundConnection N"
      default: "-MaxInboundConnectionPerSource N -MaxInboundConnectionPercentagePerSource P"
      }
    let reason =
      switch context.cause {
      case .smtpMessageRate:
        "N is the messages of the busiest minute + 20 %; client connectors ship with 5 a minute"
      case .smtpConnectionsTotal:
        "N is the connections of all sources + 20 %, and more than the 5000 that it ships with"
      default:
        "N is the connections of the UCCX server at one time + 20 %, above 20; P is a share of the"
          + " connections still free: N x 100 / 2500 holds while half of 5000 are in use"
      }
    let read =
      "Get-ReceiveConnector | Format-List Identity,Bindings,MaxInbound*,MessageRate*"
    return Remedy(
      id: "exchange-receive-connector",
      title: "Loosen the connector that UCCX uses, and only that one",
      because: reason + ". 'Default SERVER' is unlimited already: the same numbers tighten it",
      read: [read], commands: ["Set-ReceiveConnector -Identity \(name) \(values)"],
      verify: [read], documentSteps: [.receiveConnector])
  }

  private var backPressure: Remedy {
    let queues = "Get-Queue | Sort-Object MessageCount -Descending | Select-Object -First 10"
    return Remedy(
      id: "exchange-back-pressure", title: "Free what runs short on the transport server",
      because:
        "events 15004 to 15007 of MSExchangeTransport name the resource (disk, memory, queue);"
        + " no limit is to be raised",
      read: isNew
        ? [
          "Get-ExchangeDiagnosticInfo -Process EdgeTransport -Component ResourceThrottling", queues,
        ]
        : [queues],
      verify: [queues])
  }
}
