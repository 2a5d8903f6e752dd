/// Remedies against limits of software other than Exchange (knowledge base, section C).
enum OtherRemedies {
  static func remedies(_ context: RemedyContext, _ version: ServerVersion) -> [Remedy] {
    let family = version.family
    let setting =
      context.cause.isSMTP
      ? OwnSetting.smtp(context, family) : OwnSetting.imap(context, family)
    if let setting { return [setting.remedy(of: family, context)] }
    if let own = special(context, version) { return [own] }
    return [
      Remedy(
        id: "find-limit", title: "Find out what counts this",
        because: family == .unknown
          ? "the server's software is not known: --server makes the plan exact\(wordless(context))"
          : "\(version.name) is not known to have a setting for it: look for a proxy or a firewall in"
            + " front of it", read: log(family))
    ]
  }

  /// What is no single number.
  private static func special(_ context: RemedyContext, _ version: ServerVersion) -> Remedy? {
    switch (version.family, context.cause) {
    case (.zimbra, .budgetDelay), (.zimbra, .connectionsPerUser), (.zimbra, .connectionsPerIP):
      zimbraThrottle(context.cause)
    case (.dovecot, .commandSize):
      Remedy(
        id: "dovecot-imap_max_line_length", title: "Raise imap_max_line_length",
        because: "a command line may have 64 KB as it ships",
        read: ["doveconf imap_max_line_length"],
        commands: [CommandLine("imap_max_line_length = 1M", in: "conf.d/20-imap.conf")],
        restart: "doveadm reload", verify: ["doveconf imap_max_line_length"])
    case (.postfix, .backPressure):
      Remedy(
        id: "postfix-queue", title: "Free what runs short on the server",
        because: "452 4.3.1 is said when the queue's disk has less than queue_minfree left",
        read: [
          "df -h /var/spool/postfix", "postconf queue_minfree message_size_limit", "postqueue -p",
        ],
        verify: ["df -h /var/spool/postfix", "postqueue -p"])
    case (.exim, .backPressure):
      Remedy(
        id: "exim-load", title: "Find what loads the server",
        because: "above smtp_load_reserve Exim turns senders away; it ships without a value",
        read: ["uptime", "exim -bpc", "exim -bP smtp_load_reserve smtp_reserve_hosts"],
        verify: ["uptime", "exim -bpc"])
    case (.sendmail, .backPressure):
      Remedy(
        id: "sendmail-load", title: "Find what loads the server, or fills its disk",
        because: "above RefuseLA, or below MinFreeBlocks, sendmail turns senders away",
        read: ["uptime", "mailq", "grep -nE 'RefuseLA|MinFreeBlocks' /etc/mail/sendmail.cf"],
        verify: ["uptime", "mailq"])
    default: nil
    }
  }

  /// Zimbra counts requests, not connections, by account and by address.
  private static func zimbraThrottle(_ cause: Cause) -> Remedy {
    let name = cause == .connectionsPerIP ? "imap_throttle_ip_limit" : "imap_throttle_acct_limit"
    let read: [CommandLine] = [
      "zmlocalconfig \(name)", "grep 'too many IMAP requests' /opt/zimbra/log/mailbox.log",
    ]
    return Remedy(
      id: "zimbra-\(name)", title: "Raise \(name), if the log names it",
      because: "Zimbra counts requests, not connections: 5000 as it ships; REQUESTS stands for a"
        + " larger number",
      read: read, commands: ["zmlocalconfig -e \(name)=REQUESTS"],
      restart: "zmmailboxdctl restart", verify: read)
  }

  /// Software that turns connections away without a word.
  private static func wordless(_ context: RemedyContext) -> Sentence {
    [.connectionsPerIP, .connectionsTotal].contains(context.cause)
      ? ". Courier (MAXPERIP, MAXDAEMONS) and hMailServer turn connections away without a word" : ""
  }

  /// Where the software writes what it refuses.
  private static func log(_ family: ServerFamily) -> [CommandLine] {
    ServiceRemedies.unit(family).map { ["journalctl -u \($0) -n 100"] } ?? []
  }
}
