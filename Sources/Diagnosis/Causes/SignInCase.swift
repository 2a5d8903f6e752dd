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
    /// Tells equal secrets from different ones, where the secret was on the wire.
    var secret: UInt64?
    var symptom: Symptom?
    /// Whether it is the one on its connection that shows the server's decision.
    ///
    /// That is the first refusal, or a success; later refusals may be a library's other mechanisms.
    var isDecisive: Bool

    var wasRefused: Bool { symptom != nil }
  }

  var server: Endpoint
  var account: AccountName?
  var attempts: [Attempt] = []
  /// Connections of the account that held a slot.
  private(set) var holdings: [Holding] = []
  /// The session behind each of `holdings`.
  private(set) var holdingSessions: [Int] = []
  /// Connections that may have held one for it: begun before the capture, or inside TLS.
  let unseen: [Holding]
  /// Those begun before the capture, taken for the account's while they lasted.
  private(set) var assumed: [Holding]
  /// The clients that hold those.
  let assumedClients: Set<IPAddress>
  /// Whether all mail traffic to the server comes from one address.
  let isOneClientsView: Bool
  /// Client addresses that the captures show at the server, whatever account they use.
  let clientsAtServer: Int
  /// Until then sessions may be open that began before the capture and have not stirred in it.
  let blindUntil: Timestamp

  init(
    server: Endpoint, account: AccountName?, unseen: [Holding], assumed: [Holding],
    assumedClients: Set<IPAddress> = [], isOneClientsView: Bool, clientsAtServer: Int,
    blindUntil: Timestamp
  ) {
    self.server = server
    self.account = account
    self.unseen = unseen
    self.assumed = assumed
    self.assumedClients = assumedClients
    self.isOneClientsView = isOneClientsView
    self.clientsAtServer = clientsAtServer
    self.blindUntil = blindUntil
  }

  mutating func add(_ attempt: Attempt, holding: Holding?) {
    attempts.append(attempt)
    guard let holding else { return }
    holdings.append(holding)
    holdingSessions.append(attempt.session)
  }

  /// The case with its attempts in the order in which the server decided them.
  func inOrderOfDecision() -> SignInCase {
    var ordered = self
    ordered.attempts.sort {
      ($0.answer.time, $0.request.time) < ($1.answer.time, $1.request.time)
    }
    return ordered
  }

  /// The case as it was if the server gave places back with less delay than can be excluded, and,
  /// on request, decided just before it answered.
  ///
  /// Likely rather than sure: good for a closer look at loads, not for what must hold.
  func sharpened(releasing earlier: Interval, decidesAtAnswer: Bool) -> SignInCase {
    var sharp = self
    for index in assumed.indices { sharp.assumed[index].giveBack(earlier: earlier) }
    for index in holdings.indices {
      sharp.holdings[index].giveBack(earlier: earlier)
      if decidesAtAnswer { sharp.holdings[index].openEarliest = holdings[index].openLatest }
    }
    if decidesAtAnswer {
      for index in attempts.indices { sharp.attempts[index].request = attempts[index].answer }
    }
    return sharp
  }

  var refusals: [Attempt] { attempts.filter(\.wasRefused) }
  var successes: [Attempt] { attempts.filter { !$0.wasRefused } }

  /// The loads that the decisive attempts met, in the order of decision, clients numbered.
  func observations(
    perClient: Bool = false, assumingEarlierSessions: Bool = false
  ) -> (observations: [Observation], clients: [IPAddress]) {
    let (numbers, clients) = numberedClients
    let timelines =
      assumingEarlierSessions
      ? [LoadTimeline(holdings + assumed)] : timelines(perClient: perClient, clients: numbers)
    var observations: [Observation] = []
    for attempt in attempts where attempt.isDecisive {
      let number = numbers[attempt.client] ?? 0
      let timeline = timelines[perClient ? number : 0]
      let load = timeline.load(from: attempt.request.time, through: attempt.answer.time)
      // A success counts itself among those that may be open.
      let high = load.upperBound - (attempt.wasRefused ? 0 : 1)
      let low =
        attempt.wasRefused
        ? load.lowerBound : max(load.lowerBound, min(high, beside(attempt, timeline)))
      let isHidden =
        isOneClientsView || attempt.request.time < blindUntil && !assumingEarlierSessions
      observations.append(
        Observation(
          low: low, high: isHidden && !perClient ? nil : max(low, high),
          wasRefused: attempt.wasRefused, client: number))
    }
    return (observations, clients)
  }

  /// The clients in the order of their first attempts, and each one's place in it.
  private var numberedClients: (numbers: [IPAddress: Int], clients: [IPAddress]) {
    var numbers: [IPAddress: Int] = [:]
    var clients: [IPAddress] = []
    for index in attempts.indices where numbers[attempts[index].client] == nil {
      numbers[attempts[index].client] = clients.count
      clients.append(attempts[index].client)
    }
    return (numbers, clients)
  }

  var hasSeveralClients: Bool { attempts.contains { $0.client != attempts[0].client } }

  /// The clients as observations number them.
  var clients: [IPAddress] { numberedClients.clients }

  /// How many other connections were certainly open together with a granted one, at its answer: the
  /// server allows so many and one.
  private func beside(_ attempt: Attempt, _ timeline: LoadTimeline) -> Int {
    let after = attempt.answer.time.advanced(by: Interval(nanoseconds: 1))
    return timeline.load(from: after, through: after).lowerBound - 1
  }

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
}
