import Diagnosis

/// Which cmdlets, parameters, services and registry values each Exchange has: the knowledge base's
/// version table (sections A1 to A5) written down again, so that no mistake of the product's own
/// table can hide itself.
enum KnownCmdlets {
  static let all = ServerVersion.exchangeVersions
  static let from2010 = all.filter { $0 != .exchange2007 }
  static let only2010 = ServerVersion.exchange2010Versions
  static let only2010FromSP1 = only2010.filter { $0 != .exchange2010RTM }
  static let from2013: [ServerVersion] = [
    .exchange2013, .exchange2016, .exchange2019, .exchangeSE,
  ]

  struct Cmdlet {
    var versions: [ServerVersion]
    var parameters: [String: [ServerVersion]]

    init(_ versions: [ServerVersion], _ parameters: String...) {
      self.versions = versions
      self.parameters = Dictionary(uniqueKeysWithValues: parameters.map { ($0, versions) })
    }

    func adding(_ versions: [ServerVersion], _ names: String...) -> Cmdlet {
      var copy = self
      for name in names { copy.parameters[name] = versions }
      return copy
    }
  }

  static let cmdlets: [String: Cmdlet] = [
    "Get-ImapSettings": Cmdlet(all, "Server"),
    "Set-ImapSettings": Cmdlet(
      all, "Server", "MaxConnections", "MaxConnectionFromSingleIP", "MaxConnectionsPerUser",
      "MaxCommandSize", "LoginType"
    ).adding(from2010, "EnableGSSAPIAndNTLMAuth"),
    "Get-ThrottlingPolicy": Cmdlet(from2010, "Identity"),
    "New-ThrottlingPolicy": Cmdlet(from2010, "Name").adding(from2013, "ThrottlingPolicyScope"),
    "Set-ThrottlingPolicy": Cmdlet(from2010, "Identity", "MessageRateLimit", "RecipientRateLimit")
      .adding(
        only2010, "IMAPMaxConcurrency", "IMAPPercentTimeInAD", "IMAPPercentTimeInCAS",
        "IMAPPercentTimeInMailboxRPC", "RCAMaxConcurrency", "RCAPercentTimeInAD",
        "RCAPercentTimeInCAS", "RCAPercentTimeInMailboxRPC", "CPUStartPercent"
      ).adding(
        only2010FromSP1, "CPAMaxConcurrency", "CPAPercentTimeInCAS", "CPAPercentTimeInMailboxRPC"
      ).adding(
        from2013, "CpaMaxConcurrency", "ImapMaxConcurrency", "ImapMaxBurst", "ImapRechargeRate",
        "ImapCutoffBalance",
        "RcaMaxConcurrency", "RcaMaxBurst", "RcaRechargeRate", "RcaCutoffBalance"),
    "Get-Mailbox": Cmdlet(all, "Identity"),
    "Set-Mailbox": Cmdlet(all, "Identity").adding(from2010, "ThrottlingPolicy"),
    "Get-CASMailbox": Cmdlet(all, "Identity"),
    "Set-CASMailbox": Cmdlet(all, "Identity", "ImapEnabled"),
    "Get-ReceiveConnector": Cmdlet(all, "Identity"),
    "Set-ReceiveConnector": Cmdlet(
      all, "Identity", "MaxInboundConnection", "MaxInboundConnectionPerSource",
      "MaxInboundConnectionPercentagePerSource", "MessageRateLimit"),
    "Get-Queue": Cmdlet(all),
    "Get-ExchangeDiagnosticInfo": Cmdlet(from2013, "Process", "Component"),
    "Get-ServerComponentState": Cmdlet(from2013, "Identity"),
    "Get-ExchangeCertificate": Cmdlet(all),
    "Enable-ExchangeCertificate": Cmdlet(all, "Thumbprint", "Services"),
    // Of Windows and its Active Directory.
    "Get-ADUser": Cmdlet(all, "Identity", "Properties"),
    "Unlock-ADAccount": Cmdlet(all, "Identity"),
    "Get-Service": Cmdlet(all), "Start-Service": Cmdlet(all), "Restart-Service": Cmdlet(all),
    "Get-EventLog": Cmdlet(all, "LogName", "Source"), "Get-Counter": Cmdlet(all, "Counter"),
    "Get-ItemProperty": Cmdlet(all, "Path"), "New-Item": Cmdlet(all, "Path"),
    "New-ItemProperty": Cmdlet(all, "Path", "Name", "PropertyType", "Value", "Force"),
    "Test-Path": Cmdlet(all, "Path"), "Test-NetConnection": Cmdlet(all, "Port"),
    "Format-List": Cmdlet(all), "Select-Object": Cmdlet(all, "First"),
    "Sort-Object": Cmdlet(all, "Descending"), "Where-Object": Cmdlet(all),
  ]

  /// Programs that are no cmdlets.
  static let programs: Set<String> = [
    "telnet", "tracert", "netstat", "findstr", "ping", "pathping",
  ]

  static let services: [String: [ServerVersion]] = [
    "MSExchangeIMAP4": all, "MSExchangeIMAP4BE": from2013, "MSExchangeIS": all,
    "MSExchangeTransport": all, "MSExchangeFrontEndTransport": from2013,
    "MSExchangeRPC": from2010, "MSExchangeThrottling": from2010,
  ]

  static let registryValues: [String: [ServerVersion]] = [
    "Maximum Allowed Sessions Per User": all,
    "Maximum Allowed Service Sessions Per User": from2010, "objtMessage": all,
  ]

  /// What is wrong with a line on a version, in words; nothing where all of it exists there.
  static func faults(of line: String, on version: ServerVersion) -> [String] {
    let parsed = PowerShellLine(line)
    var faults = parsed.isClosed ? [] : ["an open quote"]
    for command in parsed.commands {
      guard let first = command.first else { continue }
      if first.isQuoted || first.text.hasPrefix("$") || first.text.first?.isNumber == true
        || ["if", "-not"].contains(first.text) || programs.contains(first.text)
      {
        continue
      }
      guard let cmdlet = cmdlets[first.text], cmdlet.versions.contains(version) else {
        faults.append("no \(first.text)")
        continue
      }
      for word in command.dropFirst()
      where !word.isQuoted && word.text.hasPrefix("-") && first.text != "Where-Object" {
        let name = String(word.text.dropFirst())
        if cmdlet.parameters[name]?.contains(version) != true {
          faults.append("no \(word.text) of \(first.text)")
        }
      }
    }
    return faults + serviceFaults(of: line, on: version)
  }

  private static func serviceFaults(of line: String, on version: ServerVersion) -> [String] {
    line.split { !$0.isLetter && !$0.isNumber }.map(String.init)
      .filter { $0.hasPrefix("MSE") && $0.contains("xchange") }
      .filter { services[$0]?.contains(version) != true }.map { "no \($0)" }
  }
}
