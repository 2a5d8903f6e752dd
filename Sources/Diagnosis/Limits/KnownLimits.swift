/// The settings that limit connections, with their defaults (knowledge base, sections A and C).
enum KnownLimits {
  /// A setting of a family, for a cause.
  struct Entry {
    var family: ServerFamily
    var cause: Cause
    var limit: KnownLimit
  }

  static let all: [Entry] = [
    entry(
      .exchange, .connectionsPerUser, "MaxConnectionsPerUser", 16,
      "UserConnectionLimitReached in the IMAP4 protocol log"),
    entry(
      .exchange, .connectionsPerUser, "Maximum Allowed Service Sessions Per User", 16,
      "event 9646 of MSExchangeIS on the mailbox server"),
    entry(
      .exchange, .connectionsPerIP, "MaxConnectionFromSingleIP", 2_000, "Get-ImapSettings"),
    entry(.exchange, .connectionsTotal, "MaxConnections", 2_000, "Get-ImapSettings"),
    entry(
      .exchange, .smtpConnectionsPerSource, "MaxInboundConnectionPerSource", 20,
      "event 1021 of MSExchangeTransport"),
    entry(
      .exchange, .smtpConnectionsTotal, "MaxInboundConnection", 5_000, "Get-ReceiveConnector"),
    entry(
      .exchange, .smtpMessageRate, "MessageRateLimit", 5, "Get-ReceiveConnector"),
    entry(
      .dovecot, .connectionsPerUserAndIP, "mail_max_userip_connections", 10, "doveconf -n"),
    entry(.gmail, .connectionsPerUser, "simultaneous connections", 15, "Google's documentation"),
    entry(.courier, .connectionsPerIP, "MAXPERIP", 4, "the imapd file"),
    entry(.courier, .connectionsTotal, "MAXDAEMONS", 40, "the imapd file"),
    entry(.cyrus, .connectionsPerUser, "maxlogins_per_user", 0, "imapd.conf"),
    entry(.cyrus, .connectionsPerIP, "maxlogins_per_host", 0, "imapd.conf"),
    entry(.zimbra, .connectionsTotal, "zimbraImapMaxConnections", 200, "zmprov gs"),
    entry(
      .postfix, .smtpConnectionsPerSource, "smtpd_client_connection_count_limit", 50,
      "postconf smtpd_client_connection_count_limit smtpd_client_connection_rate_limit"),
    entry(
      .postfix, .smtpMessageRate, "smtpd_client_message_rate_limit", 0,
      "postconf smtpd_client_message_rate_limit"),
    entry(
      .postfix, .smtpRecipientRate, "smtpd_client_recipient_rate_limit", 0,
      "postconf smtpd_client_recipient_rate_limit"),
    entry(.exim, .smtpConnectionsTotal, "smtp_accept_max", 20, "exim -bP smtp_accept_max"),
    entry(
      .exim, .smtpConnectionsPerSource, "smtp_accept_max_per_host", 0,
      "exim -bP smtp_accept_max_per_host"),
  ]

  /// The settings that can be behind a cause, the likeliest first.
  static func settings(of family: ServerFamily, for cause: Cause) -> [KnownLimit] {
    let family = family == .exchangeOnline ? .exchange : family
    return all.filter { $0.family == family && $0.cause == cause }.map(\.limit)
  }

  /// The limits of a family that a demand for connections of one account and server would meet, the
  /// lowest first; those that a trial lifts are left out.
  static func binding(
    _ family: ServerFamily, below demand: Int, besides trial: Int?
  ) -> [KnownLimit] {
    let causes: [Cause] = [.connectionsPerUser, .storeSessions, .connectionsTotal]
    return causes.flatMap { settings(of: family, for: $0) }
      .filter { $0.value > 0 && $0.value < demand }
      .filter {
        trial == nil || $0.setting != settings(of: family, for: .connectionsPerUser).first?.setting
      }
      .sorted { $0.value < $1.value }
  }

  /// What to call the setting behind a cause, also where the family is not known.
  static func settingName(of family: ServerFamily, for cause: Cause) -> String {
    if let known = settings(of: family, for: cause).first { return known.setting }
    return switch cause {
    case .connectionsPerUser: "connections per user"
    case .connectionsPerUserAndIP: "connections per user and address"
    case .connectionsPerIP, .smtpConnectionsPerSource: "connections per client address"
    case .connectionsTotal, .smtpConnectionsTotal: "connections in total"
    case .smtpMessageRate: "messages per minute"
    case .smtpRecipientRate: "recipients per minute"
    default: cause.rawValue
    }
  }

  private static func entry(
    _ family: ServerFamily, _ cause: Cause, _ setting: String, _ value: Int, _ decidedBy: Sentence
  ) -> Entry {
    Entry(
      family: family, cause: cause,
      limit: KnownLimit(setting: setting, value: value, decidedBy: decidedBy))
  }
}
