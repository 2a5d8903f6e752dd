/// The mailbox store's limits (knowledge base, section A2).
extension ExchangeRemedies {
  private static let events: CommandLine =
    "Get-EventLog -LogName Application -Source MSExchangeIS"
    + " | Where-Object { $_.EventID -eq 9646 } | Select-Object -First 5 | Format-List TimeGenerated,Message"

  /// Sessions of one user; nil where as many as it ships with are enough.
  var storeSessions: Remedy? {
    let isOld = version == .exchange2007
    let name = isOld ? VersionTable.sessions : VersionTable.serviceSessions
    let setting = VersionTable.setting(name, of: VersionTable.storeKey, on: version)
    let isFirst = context.cause == .storeSessions
    // Not confirmed for 2007: no reason to burden the plan for a version that is not known.
    if isOld, context.version.isOpen { return nil }
    if let demand = sizing.demand, let shipped = setting?.defaultValue,
      Remedies.size(forDemand: demand) <= shipped, !isFirst
    {
      return nil
    }
    let read: CommandLine =
      "Get-ItemProperty -Path '\(VersionTable.storeKey)' | Format-List 'Maximum Allowed*'"
    return Remedy(
      id: "exchange-service-sessions",
      title: isFirst
        ? "Raise the store's limit on each mailbox server" : "Raise the store's limit as well",
      because: isOld
        ? "the store counts sessions a user too (32 as it ships; not confirmed for Exchange 2007)"
        : "the store allows 16 service sessions a user as it ships; event 9646 tells when it binds",
      read: isFirst ? [Self.events, read] : [read],
      commands: [
        "$key = '\(VersionTable.storeKey)'",
        "New-ItemProperty -Path $key -Name '\(name)' -PropertyType DWord -Value"
          + " \(sizing.value(setting)) -Force",
      ],
      restart: "Restart-Service MSExchangeIS on every mailbox server",
      verify: [read], documentSteps: isOld ? [] : [.serviceSessions])
  }

  /// Objects a session may have open: the other kind of event 9646.
  var storeObjects: Remedy {
    let key = VersionTable.storeKey + #"\MaxObjsPerMapiSession"#
    let because: Sentence =
      "a session may have 250 messages open as it ships; a client that never closes them meets any"
      + " limit"
    let isLeaky = ServerVersion.exchange2010Versions.contains(version)
    return Remedy(
      id: "exchange-session-objects",
      title: "Only if event 9646 names objtMessage, not session: raise the objects per session",
      because: isLeaky
        ? "\(because); for objtMessageView install 2010 SP2 Update Rollup 3 or later instead, which"
          + " mends a leak" : because,
      read: ["Get-ItemProperty -Path '\(key)'"],
      commands: [
        "$objects = '\(key)'",
        "if (-not (Test-Path -Path $objects)) { New-Item -Path $objects }",
        "New-ItemProperty -Path $objects -Name 'objtMessage' -PropertyType DWord -Value 500 -Force",
      ], restart: "Restart-Service MSExchangeIS on every mailbox server",
      verify: ["Get-ItemProperty -Path '\(key)'"], documentSteps: [.storeLimits])
  }
}
