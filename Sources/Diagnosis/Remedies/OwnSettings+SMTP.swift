/// The limits of SMTP servers other than Exchange (knowledge base, section C2).
extension OwnSetting {
  static func smtp(_ context: RemedyContext, _ family: ServerFamily) -> OwnSetting? {
    switch family {
    case .postfix: postfix(context)
    case .exim: exim(context)
    case .sendmail: sendmail(context)
    case .hMailServer: imap(context, family)
    default: nil
    }
  }

  private static func postfix(_ context: RemedyContext) -> OwnSetting? {
    switch context.cause {
    case .smtpConnectionsPerSource: postfixPerSource(context.setting ?? "")
    case .smtpConnectionsTotal: postfix("default_process_limit", shipped: 100)
    case .smtpMessageRate: postfix("smtpd_client_message_rate_limit", note: zeroIsNone)
    case .smtpRecipientRate: postfix("smtpd_client_recipient_rate_limit", note: zeroIsNone)
    default: nil
    }
  }

  private static let zeroIsNone: Sentence =
    "It ships with 0, which is no limit. A sender whose address stands in"
    + " smtpd_client_event_limit_exceptions is not counted"

  /// One text stands for the count and for the rate of connections: both are to be looked at.
  private static func postfixPerSource(_ named: String) -> OwnSetting {
    let others = [
      "smtpd_client_auth_rate_limit", "smtpd_client_new_tls_session_rate_limit",
      "postscreen_client_connection_count_limit",
    ]
    if let other = others.first(where: named.contains) {
      return postfix(other, note: other.hasPrefix("smtpd") ? zeroIsNone : nil)
    }
    return postfix(
      "smtpd_client_connection_count_limit", shipped: 50,
      besides: "smtpd_client_connection_rate_limit",
      note:
        "The same words stand for smtpd_client_connection_rate_limit, connections a minute, which"
        + " is 0 (no limit) as it ships")
  }

  private static func postfix(
    _ name: String, shipped: Int? = nil, besides other: String? = nil, note: Sentence? = nil
  ) -> OwnSetting {
    let names = [name, other, "smtpd_client_event_limit_exceptions"].compactMap(\.self)
    return OwnSetting(
      name: name, shipped: shipped, read: ["postconf \(names.joined(separator: " "))"],
      before: Sentence(verbatim: "postconf -e \(name)="), restart: "postfix reload", note: note)
  }

  private static func exim(_ context: RemedyContext) -> OwnSetting? {
    switch context.cause {
    case .smtpConnectionsTotal: exim("smtp_accept_max", shipped: 20)
    case .smtpConnectionsPerSource:
      exim("smtp_accept_max_per_host", note: "It ships without a value, which is no limit")
    case .smtpMessageRate:
      exim(
        "smtp_accept_max_per_connection", shipped: 1_000,
        note: "It counts the messages of one connection; a ratelimit condition in an ACL counts"
          + " those of a time")
    default: nil
    }
  }

  private static func exim(_ name: String, shipped: Int? = nil, note: Sentence? = nil) -> OwnSetting
  {
    OwnSetting(
      name: name, shipped: shipped, read: ["exim -bP \(name)"],
      place: "in Exim's main configuration (exim -bV names the file)",
      before: Sentence(verbatim: "\(name) = "),
      restart: "systemctl reload exim4 (or send the daemon SIGHUP)", note: note)
  }

  private static func sendmail(_ context: RemedyContext) -> OwnSetting? {
    let rebuild = "makemap hash /etc/mail/access < /etc/mail/access"
    switch context.cause {
    case .smtpConnectionsPerSource:
      let isRate = context.setting?.contains("ClientRate") == true
      return inFile(
        isRate ? "ClientRate:ADDRESS" : "ClientConn:ADDRESS", file: "/etc/mail/access", sign: " ",
        restart: "\(rebuild) (no restart)",
        note: isRate
          ? "It counts connections in a minute (FEATURE ratecontrol)"
          : "It counts open connections (FEATURE conncontrol)")
    case .smtpConnectionsTotal:
      return OwnSetting(
        name: "confMAX_DAEMON_CHILDREN", read: ["grep -n MaxDaemonChildren /etc/mail/sendmail.cf"],
        place: "in \("/etc/mail/sendmail.mc")",
        before: Sentence(verbatim: "define(`confMAX_DAEMON_CHILDREN', `"), after: "')dnl",
        restart: "make -C /etc/mail && systemctl restart sendmail")
    default: return nil
    }
  }
}
