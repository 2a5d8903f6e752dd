import Bytes
import Mail
import Packets
import Sessions

/// All sign-ins of one account at one server, ready to be explained.
struct SignInCase {
  /// One sign-in and what came of it.
  struct Attempt {
    var session: Int
    var client: IPAddress
    var request: Stamp
    var answer: Stamp
    var mechanism: String
    var symptom: Symptom?
    /// Whether it is the one on its connection that shows the server's decision.
    ///
    /// That is the first refusal, or a success; later refusals may be a library's other mechanisms.
    var isDecisive: Bool

    var wasRefused: Bool { symptom != nil }
  }

  var server: Endpoint
  var account: AccountName?
  var attempts: [Attempt]
  /// Connections of the account that held a slot.
  var holdings: [Holding]
  /// Connections that may have held one for it: begun before the capture, or inside TLS.
  var unseen: [Holding]
  /// Whether all mail traffic to the server comes from one address.
  var isOneClientsView: Bool

  var refusals: [Attempt] { attempts.filter(\.wasRefused) }
  var successes: [Attempt] { attempts.filter { !$0.wasRefused } }

  /// The loads that the decisive attempts met, in time order, clients numbered.
  func observations(
    perClient: Bool = false
  ) -> (observations: [Observation], clients: [IPAddress]) {
    var numbers: [IPAddress: Int] = [:]
    var clients: [IPAddress] = []
    for attempt in attempts where numbers[attempt.client] == nil {
      numbers[attempt.client] = clients.count
      clients.append(attempt.client)
    }
    let whole = perClient ? nil : LoadTimeline(holdings + unseen)
    var own: [IPAddress: LoadTimeline] = [:]
    var observations: [Observation] = []
    for attempt in attempts where attempt.isDecisive {
      let timeline = whole ?? own[attempt.client] ?? ownTimeline(of: attempt.client)
      if perClient { own[attempt.client] = timeline }
      let load = timeline.load(from: attempt.request.time, through: attempt.answer.time)
      // A success counts itself among those that may be open.
      let high = load.upperBound - (attempt.wasRefused ? 0 : 1)
      observations.append(
        Observation(
          low: load.lowerBound, high: hidesLoad && !perClient ? nil : max(load.lowerBound, high),
          wasRefused: attempt.wasRefused, client: numbers[attempt.client] ?? 0))
    }
    return (observations, clients)
  }

  /// Whether connections of the account may be open that this capture cannot show at all.
  var hidesLoad: Bool { isOneClientsView }

  private func ownTimeline(of client: IPAddress) -> LoadTimeline {
    let sessions = Set(attempts.filter { $0.client == client }.map(\.session))
    return LoadTimeline(
      zip(holdingSessions, holdings).filter { sessions.contains($0.0) }.map(\.1))
  }

  /// The session behind each of `holdings`.
  var holdingSessions: [Int]
}
