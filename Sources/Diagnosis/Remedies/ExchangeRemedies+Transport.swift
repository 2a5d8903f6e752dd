/// Receive connectors and transport (knowledge base, sections A4 and A5).
extension ExchangeRemedies {
  private static let connectors: CommandLine =
    "Get-ReceiveConnector | Format-List Identity,Bindings,MaxInbound*,MessageRate*"

  private func setting(_ name: String) -> VersionTable.Setting? {
    VersionTable.setting(name, of: "Set-ReceiveConnector", on: version)
  }

  /// The connector that UCCX sends through: the one from `Get-ReceiveConnector` whose bindings and
  /// remote addresses fit.
  var connector: Remedy {
    let usual = isNew ? #"SERVER\Client Frontend SERVER"# : #"SERVER\Client SERVER"#
    let name = CommandArgument.powerShell(context.connector, placeholder: usual)
    let (values, reason) = connectorValues
    var read = [Self.connectors]
    if context.cause == .smtpMessageRate, hasPolicies {
      read.append("Get-ThrottlingPolicy | Format-List Name,MessageRateLimit")
    } else if context.cause == .smtpConnectionsPerSource {
      read.append(Self.event(1021))
    }
    return Remedy(
      id: "exchange-receive-connector",
      title: context.connector == nil
        ? "Loosen the connector that UCCX uses, and only that one; step 1 shows its name"
        : "Loosen the connector that UCCX uses, and only that one", because: reason, read: read,
      commands: ["Set-ReceiveConnector -Identity \(name) \(values)"], verify: read,
      documentSteps: [.receiveConnector])
  }

  private var connectorValues: (values: String, reason: Sentence) {
    let unlimited: Sentence = ". 'Default SERVER' is unlimited already: a number tightens it"
    switch context.cause {
    case .smtpMessageRate:
      let rate = setting("MessageRateLimit")
      return (
        "-MessageRateLimit \(sizing.value(rate))",
        "\(sizing.because(rate)); client connectors ship with 5 a minute\(unlimited)"
      )
    case .smtpConnectionsTotal:
      let total = setting("MaxInboundConnection")
      return ("-MaxInboundConnection \(sizing.value(total))", sizing.because(total))
    default:
      let source = setting("MaxInboundConnectionPerSource")
      // The share is of the connections still free: half of the 5000 may be in use.
      let percent = sizing.number(source).map { "\(min(100, max(2, ($0 + 24) / 25)))" }
      return (
        "-MaxInboundConnectionPerSource \(sizing.value(source))"
          + " -MaxInboundConnectionPercentagePerSource \(percent ?? "PERCENT")",
        percent == nil
          ? "\(sizing.because(source)); the percentage is of the connections still free: PERCENT stands for"
            + " CONNECTIONS / 25\(unlimited)"
          : "\(sizing.because(source)); the percentage is of the connections still free, of which half may be"
            + " gone\(unlimited)"
      )
    }
  }

  /// What runs short, and what waits because of it.
  var backPressure: Remedy {
    let queues: CommandLine =
      "Get-Queue | Sort-Object MessageCount -Descending | Select-Object -First 10"
    let resources: CommandLine =
      "Get-ExchangeDiagnosticInfo -Process EdgeTransport -Component ResourceThrottling"
    return Remedy(
      id: "exchange-back-pressure", title: "Free what runs short on the transport server",
      because:
        "events 15004 to 15007 of MSExchangeTransport name the resource (disk, memory, queue);"
        + " no limit is to be raised",
      read: [Self.events, queues] + (isNew ? [resources] : []), verify: [queues])
  }

  private static let events: CommandLine =
    "Get-EventLog -LogName Application -Source MSExchangeTransport"
    + " | Where-Object { 15004..15007 -contains $_.EventID } | Select-Object -First 5 | Format-List TimeGenerated,Message"

  private static func event(_ number: Int) -> CommandLine {
    "Get-EventLog -LogName Application -Source MSExchangeTransport"
      + " | Where-Object { $_.EventID -eq \(number) } | Select-Object -First 5 | Format-List TimeGenerated,Message"
  }
}
