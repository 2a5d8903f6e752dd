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
    let timelines = timelines(perClient: perClient, clients: numbers)
    var observations: [Observation] = []
    for attempt in attempts where attempt.isDecisive {
      let number = numbers[attempt.client] ?? 0
      let timeline = timelines[perClient ? number : 0]
      let load = timeline.load(from: attempt.request.time, through: attempt.answer.time)
      // A success counts itself among those that may be open.
      let high = load.upperBound - (attempt.wasRefused ? 0 : 1)
      observations.append(
        Observation(
          low: load.lowerBound, high: hidesLoad && !perClient ? nil : max(load.lowerBound, high),
          wasRefused: attempt.wasRefused, client: number))
    }
    return (observations, clients)
  }

  /// Whether connections of the account may be open that this capture cannot show at all.
  var hidesLoad: Bool { isOneClientsView }

  /// One timeline for each client's own connections, or a single one for all.
  private func timelines(perClient: Bool, clients: [IPAddress: Int]) -> [LoadTimeline] {
    guard perClient else { return [LoadTimeline(holdings + unseen)] }
    var clientOfSession: [Int: Int] = [:]
    for attempt in attempts { clientOfSession[attempt.session] = clients[attempt.client] }
    var own = [[Holding]](repeating: [], count: clients.count)
    for (session, holding) in zip(holdingSessions, holdings) {
      if let client = clientOfSession[session] { own[client].append(holding) }
    }
    return own.map { LoadTimeline($0) }
  }

  /// The session behind each of `holdings`.
  var holdingSessions: [Int]
}
