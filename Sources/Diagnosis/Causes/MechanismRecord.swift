import Bytes
import Mail
import Packets
import Sessions

/// Which mechanisms servers never take from an account, although they take others.
///
/// A limit refuses every mechanism alike, a wrong password mostly too. A mechanism counts as
/// refused altogether when it was never accepted for the account, and the same client got in with
/// another one soon after a refusal, with no fewer connections of the account open: three times
/// at least. Counter-example: an agent's NTLM refused at the limit of sixteen, and the PLAIN of
/// the same agent accepted when one has left, is the limit.
struct MechanismRecord {
  private struct Account: Hashable {
    var server: IPAddress
    var user: String
  }

  private struct Way: Hashable {
    var account: Account
    var mechanism: String
  }

  private struct Attempt {
    var session: Int
    var client: IPAddress
    var time: Timestamp
    var request: Timestamp
    var mechanism: String
    var wasAccepted: Bool
  }

  /// Refusals with such a witness before a mechanism counts as refused.
  private static let witnesses = 3
  /// How soon another mechanism must have been accepted.
  private static let patience = Interval.seconds(300)

  private var refused: Set<Way> = []
  private var accepted: Set<Way> = []

  init(_ sessions: [MailSession]) {
    var attempts: [Account: [Attempt]] = [:]
    for index in sessions.indices {
      for fact in sessions[index].authentications {
        guard let user = fact.account?.user, fact.response != nil else { continue }
        let account = Account(server: sessions[index].server.address, user: user)
        let wasAccepted = fact.result == .accepted
        if wasAccepted { accepted.insert(Way(account: account, mechanism: fact.mechanism)) }
        attempts[account, default: []].append(
          Attempt(
            session: index, client: sessions[index].client.address, time: fact.answer.time,
            request: fact.request.time, mechanism: fact.mechanism, wasAccepted: wasAccepted))
      }
    }
    for (account, own) in attempts {
      guard Set(own.map(\.mechanism)).count > 1, own.contains(where: { !$0.wasAccepted }) else {
        continue
      }
      judge(account, own.sorted { $0.time < $1.time }, sessions)
    }
  }

  /// Whether the server takes this mechanism from nobody of that name.
  func isRefused(_ fact: AuthenticationFact, by server: IPAddress) -> Bool {
    guard let user = fact.account?.user else { return false }
    let account = Account(server: server, user: user)
    return refused.contains(Way(account: account, mechanism: fact.mechanism))
  }

  /// Whether the server took this mechanism from the account at some time.
  func isAccepted(_ fact: AuthenticationFact, by server: IPAddress) -> Bool {
    guard let user = fact.account?.user else { return false }
    let account = Account(server: server, user: user)
    return accepted.contains(Way(account: account, mechanism: fact.mechanism))
  }

  private mutating func judge(
    _ account: Account, _ attempts: [Attempt], _ sessions: [MailSession]
  ) {
    let timeline = LoadTimeline(
      attempts.filter(\.wasAccepted).map { attempt in
        let session = sessions[attempt.session]
        return Holding(
          openEarliest: attempt.request, openLatest: attempt.time,
          closeEarliest: session.endBegan?.time, closeLatest: session.endCompleted?.time)
      })
    // The next acceptance of each client, found from the end.
    var next: [IPAddress: Attempt] = [:]
    var seen: [String: Int] = [:]
    for attempt in attempts.reversed() {
      if attempt.wasAccepted {
        next[attempt.client] = attempt
        continue
      }
      let way = Way(account: account, mechanism: attempt.mechanism)
      guard !accepted.contains(way), let other = next[attempt.client],
        other.time.since(attempt.time) <= Self.patience
      else { continue }
      let then = timeline.load(from: attempt.request, through: attempt.time).upperBound
      let later = timeline.load(from: other.request, through: other.request).lowerBound
      guard other.session == attempt.session || later >= then else { continue }
      seen[attempt.mechanism, default: 0] += 1
    }
    for (mechanism, count) in seen where count >= Self.witnesses {
      refused.insert(Way(account: account, mechanism: mechanism))
    }
  }
}
