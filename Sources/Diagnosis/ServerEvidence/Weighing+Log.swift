import Bytes
import Packets
import ServerRecords
import Sessions

/// What a protocol log says of an incident's refusals.
extension Weighing {
  private static let signInCauses: Set<Cause> = [
    .connectionsPerUser, .storeSessions, .rejected, .lockedOrDisabled, .unavailable,
  ]

  mutating func weigh(_ log: LogMatching, of file: Int, sessions: [MailSession]) {
    guard Self.signInCauses.contains(incident.cause), let clock = log.clock else { return }
    let clients = Set(incident.clients)
    var counts: [LoggedReason: (count: Int, first: ProtocolLogEntry)] = [:]
    var refused = 0
    for own in log.logSessions {
      guard let index = own.session, sessions[index].server == incident.server,
        clients.contains(sessions[index].client.address),
        sessions[index].authentications.contains(where: { $0.result == .refused })
      else { continue }
      refused += 1
      guard let entry = own.entries.first(where: { $0.reason != nil }), let reason = entry.reason
      else { continue }
      counts[reason] = ((counts[reason]?.count ?? 0) + 1, counts[reason]?.first ?? entry)
    }
    let leading = counts.max {
      ($0.value.count, $1.key.rawValue) < ($1.value.count, $0.key.rawValue)
    }
    guard let (reason, found) = leading else { return }
    judge(reason, found.count, of: refused, at: found.first.source, clock: clock)
  }

  private mutating func judge(
    _ reason: LoggedReason, _ count: Int, of refused: Int, at source: RecordSource,
    clock: ClockOffset
  ) {
    let origin: Sentence = "IMAP4 protocol log"
    let statement: Sentence =
      "\(reason.rawValue) at \(count) of \(refused.counted(.refusedSession))"
    switch reason {
    case .userConnectionLimitReached:
      markLogged()
      let effect: Confirmation.Effect =
        incident.cause == .connectionsPerUser ? .confirms : .corrects
      correct(
        to: .connectionsPerUser, confidence: 0.95, because: "the server logged \(reason.rawValue)")
      change { incident in
        incident.confidence = max(incident.confidence, 0.97)
        incident.limit?.setting = "MaxConnectionsPerUser"
        incident.limit?.alsoFits = []
      }
      add(source, origin, statement, effect, clock: clock)
    case .userDisabled:
      let isTold = incident.cause == .rejected || incident.cause == .lockedOrDisabled
      guard isTold || count * 2 >= refused else {
        return add(source, origin, statement, .undecided, clock: clock)
      }
      markLogged()
      add(source, origin, statement, isTold ? .confirms : .corrects, clock: clock)
      if !isTold {
        // The word is unconfirmed: it speaks softly.
        correct(
          to: incident.successes > 0 ? .lockedOrDisabled : .rejected, confidence: 0.8,
          because: "the server logged \(reason.rawValue)")
        change { $0.limit = nil }
      }
    case .proxyNotAuthenticated, .proxyTimeout, .proxyFailed, .noProxyConnection:
      change { $0.confidence *= 0.7 }
      add(
        source, origin, "\(statement): the mailbox's server was not reached", .refutes, clock: clock
      )
    }
  }
}
