import Testing

@testable import Diagnosis

/// Servers other than Exchange: their own settings, or what clients can do.
struct OtherRemedyTests {
  @Test(
    arguments: [
      (
        ServerVersion.dovecot23, Cause.connectionsPerUserAndIP,
        "mail_max_userip_connections = 40 }", "doveadm reload"
      ),
      (.dovecot24, .connectionsPerUser, "mail_max_userip_connections = 40 }", "doveadm reload"),
      (
        .cyrus, .connectionsPerUser, "in /etc/imapd.conf: maxlogins_per_user: 40",
        "systemctl restart cyrus-imapd"
      ),
      (.cyrus, .connectionsPerIP, "maxlogins_per_host: 40", "systemctl restart cyrus-imapd"),
      (.courier, .connectionsPerIP, "MAXPERIP=40", "systemctl restart courier-imap"),
      (.courier, .connectionsTotal, "MAXDAEMONS=40", "systemctl restart courier-imap"),
      (
        .zimbra, .connectionsTotal, "zmprov mcf zimbraImapMaxConnections 200",
        "zmmailboxdctl restart"
      ),
      (.kerio, .connectionsPerIP, "one address 100", nil),
      (.hMailServer, .connectionsTotal, "simultaneous connections 40", nil),
      (
        .postfix, .smtpConnectionsPerSource,
        "postconf -e smtpd_client_connection_count_limit=CONNECTIONS", "postfix reload"
      ),
      (
        .postfix, .smtpMessageRate, "postconf -e smtpd_client_message_rate_limit=MESSAGES",
        "postfix reload"
      ),
      (
        .postfix, .smtpRecipientRate, "smtpd_client_recipient_rate_limit=RECIPIENTS",
        "postfix reload"
      ),
      (
        .exim, .smtpConnectionsTotal, "smtp_accept_max = CONNECTIONS",
        "systemctl reload exim4 (or send the daemon SIGHUP)"
      ),
      (
        .exim, .smtpConnectionsPerSource, "smtp_accept_max_per_host = CONNECTIONS",
        "systemctl reload exim4 (or send the daemon SIGHUP)"
      ),
      (
        .sendmail, .smtpConnectionsPerSource, "ClientConn:ADDRESS CONNECTIONS",
        "makemap hash /etc/mail/access < /etc/mail/access (no restart)"
      ),
    ] as [(ServerVersion, Cause, String, String?)])
  func `each server's own setting is named`(
    version: ServerVersion, cause: Cause, command: String, restart: String?
  ) throws {
    let remedy = try #require(RemedyCommandTests.plan(cause, version).remedies.first)
    #expect(
      remedy.commands.count == 1 && remedy.commands[0].description.hasSuffix(command),
      "\(remedy.commands)")
    #expect(remedy.restart?.description == restart)
    #expect(!remedy.read.isEmpty)
  }

  @Test(arguments: [
    ("smtpd_client_auth_rate_limit", "smtpd_client_auth_rate_limit"),
    ("smtpd_client_new_tls_session_rate_limit", "smtpd_client_new_tls_session_rate_limit"),
    ("postscreen_client_connection_count_limit", "postscreen_client_connection_count_limit"),
    (
      "smtpd_client_connection_count_limit | smtpd_client_connection_rate_limit",
      "smtpd_client_connection_count_limit"
    ),
  ])
  func `the limit that Postfix's words stand for is the one to raise`(named: String, raised: String)
  {
    let plan = RemedyCommandTests.plan(.smtpConnectionsPerSource, .postfix) { $0.setting = named }
    #expect(plan.remedies[0].commands[0].description.hasPrefix("postconf -e \(raised)="))
  }

  @Test(arguments: [ServerVersion.exchangeOnline, .gmail, .yahoo])
  func `what customers cannot set has no command, but advice`(version: ServerVersion) {
    for cause in Cause.allCases where cause.verdict == .throttling {
      let plan = RemedyCommandTests.plan(cause, version)
      #expect(plan.remedies.flatMap(\.commands).isEmpty)
      #expect(plan.remedies[0].because.description.contains("lets nobody"))
    }
  }

  @Test func `Gmail's fifteen connections serve six agents`() {
    let plan = RemedyCommandTests.plan(.connectionsPerUser, .gmail)
    #expect(plan.remedies[0].because.description.contains("UCCX's 2 and 6 agents with 2 each"))
  }

  @Test(
    arguments: ServerVersion.allCases.filter { $0.family != .exchange && $0 != .exchangeOnline })
  func `no other server is told to run Exchange's cmdlets on its limits`(version: ServerVersion) {
    for cause in Cause.allCases where cause.verdict != .network {
      for line in RemedyCommandTests.lines(RemedyCommandTests.plan(cause, version)) {
        let first = PowerShellLine(line).commands[0].first?.text ?? ""
        #expect(KnownCmdlets.cmdlets[first] == nil, "\(line)")
      }
    }
  }
}
