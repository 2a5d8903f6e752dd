/// Services whose limits their customers cannot set: what clients can do.
enum HostedRemedies {
  static func remedies(_ context: RemedyContext, _ version: ServerVersion) -> [Remedy] {
    switch context.cause {
    case .smtpConnectionsPerSource, .smtpConnectionsTotal, .smtpMessageRate, .smtpRecipientRate,
      .backPressure:
      [sending(context.cause, version)]
    case .commandSize:
      [
        Remedy(
          id: "hosted-commands", title: "Let the client send shorter commands",
          because: "\(version.name) lets nobody raise this: ask for fewer messages at a time")
      ]
    default: [connections(context, version)]
    }
  }

  private static func connections(_ context: RemedyContext, _ version: ServerVersion) -> Remedy {
    let share: Sentence =
      "\(version.name) lets nobody set this limit: share connections among agents, spread them over"
      + " several accounts, and wait after a refusal, longer each time"
    var because = share
    if version == .gmail {
      let perLogin = max(1, context.connectionsPerLogin)
      let agents = max(0, gmailConnections - context.serverConnections) / perLogin
      because =
        "\(share). Gmail allows \(gmailConnections) connections an account: UCCX's"
        + " \(context.serverConnections) and \(agents) agents with \(perLogin) each"
    } else if version == .exchangeOnline {
      because =
        "\(share). Obey the back-off time that the service states; Microsoft's support can lift a"
        + " policy for a time"
    }
    return Remedy(
      id: "hosted-limit", title: "Open fewer connections, and wait before trying again",
      because: because)
  }

  /// Simultaneous IMAP connections of one Gmail account.
  private static let gmailConnections = 15

  private static func sending(_ cause: Cause, _ version: ServerVersion) -> Remedy {
    let because: Sentence =
      version == .exchangeOnline
      ? "\(version.name) lets nobody set this limit: a mailbox may send over 3 connections at one"
        + " time, 30 messages a minute, to 10000 recipients a day"
      : "\(version.name) lets nobody set this limit"
    let way: Sentence =
      switch cause {
      case .smtpConnectionsPerSource, .smtpConnectionsTotal:
        "Send over fewer connections at one time"
      case .smtpRecipientRate: "Spread the recipients over time, or over several mailboxes"
      case .backPressure: "Wait, and try again later each time"
      default: "Send more slowly, or through several mailboxes"
      }
    return Remedy(
      id: "hosted-sending", title: way,
      because: "\(because); a relay of your own can queue what has to wait")
  }
}
