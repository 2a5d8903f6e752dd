/// What to change on the server for an incident (knowledge base, section E4).
enum Remedies {
  static func remedies(for incident: Incident) -> [Remedy] {
    switch (incident.family, incident.cause) {
    case (.exchange, .connectionsPerUser), (.unknown, .connectionsPerUser):
      exchangePerUser(incident)
    case (.exchange, .connectionsPerIP):
      [imapSetting("MaxConnectionFromSingleIP", incident)]
    case (.exchange, .connectionsTotal):
      [imapSetting("MaxConnections", incident)]
    case (.dovecot, .connectionsPerUserAndIP): dovecotPerUserAndAddress(incident)
    case (.postfix, .smtpConnectionsPerSource):
      [postfix("smtpd_client_connection_count_limit", incident)]
    case (.postfix, .smtpMessageRate): [postfix("smtpd_client_message_rate_limit", incident)]
    case (.postfix, .smtpRecipientRate): [postfix("smtpd_client_recipient_rate_limit", incident)]
    default: []
    }
  }

  /// The demand and a fifth in reserve for half-open sessions, rounded up to ten.
  static func size(for incident: Incident) -> Int {
    let demand = max(
      incident.peakDemand ?? 0, incident.peakLoad ?? 0, (incident.limit?.atLeast ?? 0) + 1)
    return size(forDemand: demand)
  }

  /// A demand and a fifth in reserve for half-open sessions, rounded up to ten.
  static func size(forDemand demand: Int) -> Int { (demand + demand / 5 + 9) / 10 * 10 }

  private static func exchangePerUser(_ incident: Incident) -> [Remedy] {
    let size = number(for: incident)
    let key = "HKLM:\\SYSTEM\\CurrentControlSet\\Services\\MSExchangeIS\\ParametersSystem"
    return [
      imapSetting("MaxConnectionsPerUser", incident),
      Remedy(
        id: "exchange-service-sessions", title: "Raise the store's limit as well",
        commands: [
          "$key = '\(key)'", "$name = 'Maximum Allowed Service Sessions Per User'",
          "New-ItemProperty -Path $key -Name $name -PropertyType DWord -Value \(size) -Force",
        ],
        restart: "Restart-Service MSExchangeIS on every mailbox server",
        because: "the store allows 16 service sessions a user by default and binds next"),
    ]
  }

  /// The number to set: sized from the demand where the capture shows it, else a letter.
  ///
  /// A number from a view that does not show all connections could tighten the limit.
  private static func number(for incident: Incident) -> String {
    incident.limit?.value == nil ? "N" : "\(size(for: incident))"
  }

  private static func reason(for incident: Incident) -> String {
    guard incident.limit?.value != nil else {
      return "N is connections per login x agents + those of the UCCX server + 20 %; this capture"
        + " does not show all connections"
    }
    return "\(incident.peakDemand ?? incident.peakLoad ?? 0) connections wanted at the peak;"
      + " \(size(for: incident)) leaves a reserve for half-open ones"
  }

  private static func imapSetting(_ name: String, _ incident: Incident) -> Remedy {
    Remedy(
      id: "exchange-\(name.lowercased())", title: "Raise \(name)",
      commands: [
        "Get-ImapSettings | fl \(name)", "Set-ImapSettings -\(name) \(number(for: incident))",
      ],
      restart: "Restart-Service MSExchangeIMAP4 on every Client Access server"
        + " (Exchange 2013 and later: MSExchangeIMAP4BE too)",
      because: reason(for: incident))
  }

  private static func dovecotPerUserAndAddress(_ incident: Incident) -> [Remedy] {
    [
      Remedy(
        id: "dovecot-userip", title: "Raise mail_max_userip_connections",
        commands: [
          "doveconf mail_max_userip_connections",
          "in 10-mail.conf or protocol imap { }: mail_max_userip_connections = \(number(for: incident))",
        ],
        restart: "doveadm reload",
        because: "clients hold the connections they open; the limit counts user and address")
    ]
  }

  private static func postfix(_ name: String, _ incident: Incident) -> Remedy {
    Remedy(
      id: "postfix-\(name)", title: "Raise \(name), or exempt this client",
      commands: [
        "postconf \(name) smtpd_client_event_limit_exceptions",
        "postconf -e \(name)=\(number(for: incident))",
      ],
      restart: "postfix reload",
      because: "the limit counts one client address in one minute or at one time")
  }
}
