/// Limits of software other than Exchange (knowledge base, section C).
enum OtherRemedies {
  static func remedies(_ context: RemedyContext, _ version: ServerVersion) -> [Remedy] {
    let per = setting(context.cause, version.family)
    guard let per else {
      return [
        Remedy(
          id: "find-limit", title: "Find out which of the server's settings counts this",
          because: version == .unknown
            ? "the server's software is not known: '--server' makes the plan exact"
            : "\(version.name) is not known to have a setting for it")
      ]
    }
    let number = Sizing(context).value(
      VersionTable.Setting(
        owner: "", name: per.name, defaultValue: per.defaultValue, range: 1...1_000_000))
    let isRate =
      context.cause == .smtpMessageRate || context.cause == .smtpRecipientRate
    let value = isRate ? "N" : number
    return [
      Remedy(
        id: "\(version.family.rawValue)-\(per.name)", title: "Raise \(per.name)",
        because: isRate
          ? "N is what the busiest minute needs + 20 %" : Sizing(context).because,
        read: [per.read], commands: [per.change + value], restart: per.restart, verify: [per.read])
    ]
  }

  private struct Way {
    var name: String
    var defaultValue: Int?
    var read: String
    var change: String
    var restart: String?
  }

  private static func setting(_ cause: Cause, _ family: ServerFamily) -> Way? {
    switch (family, cause) {
    case (.dovecot, .connectionsPerUserAndIP), (.dovecot, .connectionsPerUser):
      Way(
        name: "mail_max_userip_connections", defaultValue: 10,
        read: "doveconf mail_max_userip_connections",
        change: "in 20-imap.conf, protocol imap { }: mail_max_userip_connections = ",
        restart: "doveadm reload")
    case (.cyrus, .connectionsPerUser), (.cyrus, .connectionsPerIP):
      file(
        cause == .connectionsPerUser ? "maxlogins_per_user" : "maxlogins_per_host", nil,
        "/etc/imapd.conf", ": ", "systemctl restart cyrus-imapd")
    case (.courier, .connectionsPerIP):
      file("MAXPERIP", 4, "/etc/courier/imapd", "=", "systemctl restart courier-imap")
    case (.courier, .connectionsTotal):
      file("MAXDAEMONS", 40, "/etc/courier/imapd", "=", "systemctl restart courier-imap")
    case (.zimbra, .connectionsTotal):
      Way(
        name: "zimbraImapMaxConnections", defaultValue: 200,
        read: "zmprov gacf zimbraImapMaxConnections",
        change: "zmprov mcf zimbraImapMaxConnections ", restart: "zmmailboxdctl restart")
    case (.zimbra, .budgetDelay):
      Way(
        name: "imap_throttle_acct_limit", defaultValue: 5_000,
        read: "zmlocalconfig imap_throttle_acct_limit",
        change: "zmlocalconfig -e imap_throttle_acct_limit=", restart: "zmmailboxdctl restart")
    case (.hMailServer, .connectionsTotal):
      Way(
        name: "maximum number of simultaneous connections", defaultValue: nil,
        read: "hMailServer Administrator: Settings, Protocols, IMAP (0 is no limit)",
        change: "there, maximum number of simultaneous connections: ", restart: nil)
    case (.kerio, .connectionsPerIP):
      Way(
        name: "connections from one address", defaultValue: 100,
        read: "administration, Services, IMAP: limits (100 as it ships)",
        change: "there, concurrent connections from one address: ", restart: nil)
    case (.postfix, .smtpConnectionsPerSource):
      postfix("smtpd_client_connection_count_limit", 50)
    case (.postfix, .smtpConnectionsTotal): postfix("default_process_limit", 100)
    case (.postfix, .smtpMessageRate): postfix("smtpd_client_message_rate_limit", nil)
    case (.postfix, .smtpRecipientRate): postfix("smtpd_client_recipient_rate_limit", nil)
    case (.exim, .smtpConnectionsTotal): exim("smtp_accept_max", 20)
    case (.exim, .smtpConnectionsPerSource): exim("smtp_accept_max_per_host", nil)
    case (.sendmail, .smtpConnectionsPerSource):
      file("ClientConn:ADDRESS", nil, "/etc/mail/access", " ", "make -C /etc/mail")
    default: nil
    }
  }

  private static func postfix(_ name: String, _ value: Int?) -> Way {
    Way(
      name: name, defaultValue: value,
      read: "postconf \(name) smtpd_client_event_limit_exceptions", change: "postconf -e \(name)=",
      restart: "postfix reload")
  }

  private static func exim(_ name: String, _ value: Int?) -> Way {
    Way(
      name: name, defaultValue: value, read: "exim -bP \(name)",
      change: "in Exim's main configuration: \(name) = ", restart: "systemctl restart exim4")
  }

  private static func file(
    _ name: String, _ value: Int?, _ file: String, _ sign: String, _ restart: String
  ) -> Way {
    Way(
      name: name, defaultValue: value, read: "grep \(name) \(file)",
      change: "in \(file): \(name)\(sign)", restart: restart)
  }
}
