/// The limits of IMAP servers other than Exchange (knowledge base, section C1).
extension OwnSetting {
  static func imap(_ context: RemedyContext, _ family: ServerFamily) -> OwnSetting? {
    switch family {
    case .dovecot: dovecot(context)
    case .cyrus: cyrus(context.cause)
    case .courier: courier(context.cause)
    case .zimbra: zimbra(context.cause)
    case .hMailServer: hMailServer(context.cause)
    case .kerio: kerio(context.cause)
    default: nil
    }
  }

  private static func dovecot(_ context: RemedyContext) -> OwnSetting? {
    let account = CommandArgument.shell(context.account, placeholder: "ACCOUNT")
    switch context.cause {
    case .connectionsPerUserAndIP, .connectionsPerUser, .connectionsPerIP:
      return OwnSetting(
        name: "mail_max_userip_connections", shipped: 10,
        read: ["doveconf -f protocol=imap mail_max_userip_connections", "doveadm who \(account)"],
        place: "in \("conf.d/20-imap.conf")",
        before: Sentence(verbatim: "protocol imap { mail_max_userip_connections = "),
        after: " }", restart: "doveadm reload",
        note: "It counts by account and client address together: only agents behind one address,"
          + " such as a terminal server, share it")
    case .connectionsTotal:
      return OwnSetting(
        name: "process_limit", shipped: 1_024,
        read: ["doveconf default_process_limit default_client_limit", "doveadm log errors"],
        place: "in \("conf.d/10-master.conf")",
        before: Sentence(verbatim: "service imap { process_limit = "), after: " }",
        restart: "doveadm reload",
        note: "The log says 'process_limit reached', or client_limit, and for which service")
    default: return nil
    }
  }

  private static func cyrus(_ cause: Cause) -> OwnSetting? {
    let restart: Sentence = "systemctl restart cyrus-imapd"
    return switch cause {
    case .connectionsPerUser, .connectionsPerUserAndIP:
      inFile("maxlogins_per_user", file: "/etc/imapd.conf", sign: ": ", restart: restart)
    case .connectionsPerIP:
      inFile("maxlogins_per_host", file: "/etc/imapd.conf", sign: ": ", restart: restart)
    case .connectionsTotal:
      inFile(
        "maxchild", file: "/etc/cyrus.conf", sign: "=", restart: restart,
        note: "It stands in the line of the imap service")
    default: nil
    }
  }

  private static func courier(_ cause: Cause) -> OwnSetting? {
    let restart: Sentence = "systemctl restart courier-imap"
    return switch cause {
    case .connectionsPerIP, .connectionsPerUser, .connectionsPerUserAndIP:
      inFile(
        "MAXPERIP", shipped: 4, file: "/etc/courier/imapd", sign: "=", restart: restart,
        note: "Courier counts by address, not by account")
    case .connectionsTotal:
      inFile(
        "MAXDAEMONS", shipped: 40, file: "/etc/courier/imapd", sign: "=", restart: restart)
    default: nil
    }
  }

  private static func zimbra(_ cause: Cause) -> OwnSetting? {
    switch cause {
    case .connectionsTotal:
      OwnSetting(
        name: "zimbraImapMaxConnections", shipped: 200,
        read: ["zmprov gacf zimbraImapMaxConnections"],
        before: Sentence(verbatim: "zmprov mcf zimbraImapMaxConnections "),
        restart: "zmmailboxdctl restart")
    default: nil
    }
  }

  private static func hMailServer(_ cause: Cause) -> OwnSetting? {
    let isSMTP = cause == .smtpConnectionsTotal
    guard isSMTP || cause == .connectionsTotal else { return nil }
    let place = "hMailServer Administrator, Settings, Protocols, \(isSMTP ? "SMTP" : "IMAP")"
    return OwnSetting(
      name: "maximum number of simultaneous connections",
      read: [
        CommandLine(words: "\(place): look at the maximum number of simultaneous connections")
      ],
      place: Sentence(verbatim: place), before: "maximum number of simultaneous connections ",
      label: "maximum number of simultaneous connections", restart: nil,
      note: "0 is no limit, as it ships")
  }

  private static func kerio(_ cause: Cause) -> OwnSetting? {
    guard cause == .connectionsPerIP else { return nil }
    let place: Sentence = "Kerio Connect administration, Services, IMAP"
    return OwnSetting(
      name: "connections from one address", shipped: 100,
      read: [CommandLine(words: "\(place): look at the limits")], place: "\(place)",
      before: "concurrent connections from one address ", label: "connections from one address",
      restart: nil)
  }
}
