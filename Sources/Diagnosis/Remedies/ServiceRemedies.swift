/// What to do about services that accept connections and do not serve them.
enum ServiceRemedies {
  static func remedies(_ context: RemedyContext, _ version: ServerVersion) -> [Remedy] {
    let telnet: CommandLine = "telnet \(context.host) \(context.port)"
    let because = reason(context.cause)
    switch version.family {
    case .exchange:
      return [exchange(context, version, telnet: telnet, because: because)]
    case .exchangeOnline, .gmail, .yahoo:
      return [
        Remedy(
          id: "hosted-service", title: "Look at the service's own health page, and wait",
          because: because, read: [telnet], verify: [telnet], documentSteps: [.telnet])
      ]
    default:
      return [
        Remedy(
          id: "service-state", title: "See whether the service runs, and what its log says",
          because: because,
          read: unit(version.family).map {
            ["systemctl status \($0)", "journalctl -u \($0) -n 100"]
          }
            ?? [telnet], commands: unit(version.family).map { ["systemctl start \($0)"] } ?? [],
          verify: [telnet], documentSteps: [.telnet])
      ]
    }
  }

  private static func reason(_ cause: Cause) -> Sentence {
    switch cause {
    case .noGreeting:
      "connections are accepted, but nothing greets: a stopped service, or one that waits for"
        + " something else"
    case .closedBeforeGreeting:
      "connections are accepted and closed again: the service behind a load balancer is down, or it"
        + " has no certificate"
    case .shuttingDown: "the server says that it is shutting down: find out what stops it"
    default: "the server says that something behind it is not available; it is not the password"
    }
  }

  private static func exchange(
    _ context: RemedyContext, _ version: ServerVersion, telnet: CommandLine, because: Sentence
  ) -> Remedy {
    let isNew = version.isExchange(from: .exchange2013)
    var services = context.isSMTP ? ["MSExchangeTransport"] : ["MSExchangeIMAP4"]
    if isNew {
      services.append(context.isSMTP ? "MSExchangeFrontEndTransport" : "MSExchangeIMAP4BE")
    }
    var read: [CommandLine] = [
      "Get-Service \((services + ["MSExchangeIS"]).joined(separator: ", "))"
    ]
    if isNew { read.append("Get-ServerComponentState -Identity SERVER") }
    return Remedy(
      id: "exchange-service", title: "See which service or component is not up", because: because,
      read: read, commands: services.map { "Start-Service \($0)" }, verify: [read[0], telnet],
      documentSteps: [.telnet])
  }

  /// The name under which systemd knows the software.
  static func unit(_ family: ServerFamily) -> String? {
    switch family {
    case .dovecot: "dovecot"
    case .cyrus: "cyrus-imapd"
    case .courier: "courier-imap"
    case .postfix: "postfix"
    case .exim: "exim4"
    case .sendmail: "sendmail"
    default: nil
    }
  }
}
