import Bytes
import Packets
import Sessions

/// SMTP commands of one client address as a rate limit counts them.
struct TransactionRate {
  /// The window over which servers count (Postfix anvil_rate_time_unit, Exchange MessageRateLimit:
  /// one minute).
  static let window = Interval.seconds(60)

  var step: TransactionFact.Step

  /// For each command of a client, how many the server had taken in the minute before.
  func observations(
    _ sessions: [MailSession]
  ) -> [Observation] {
    var byClient: [IPAddress: [TransactionFact]] = [:]
    for session in sessions {
      let own = session.transactions.filter { $0.step == step }
      byClient[session.client.address, default: []] += own
    }
    var observations: [Observation] = []
    for (number, client) in byClient.keys.sorted().enumerated() {
      let facts = (byClient[client] ?? []).sorted { $0.request.time < $1.request.time }
      var accepted: [Timestamp] = []
      var oldest = 0
      for fact in facts {
        while oldest < accepted.count,
          fact.answer.time.since(accepted[oldest]) > Self.window
        {
          oldest += 1
        }
        let count = accepted.count - oldest
        observations.append(
          Observation(low: count, high: count, wasRefused: !fact.wasAccepted, client: number))
        if fact.wasAccepted { accepted.append(fact.answer.time) }
      }
    }
    return observations
  }
}
