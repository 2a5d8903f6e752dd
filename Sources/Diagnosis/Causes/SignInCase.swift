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
    /// The client's number in the case, in the order of first sign-ins; given by `add`.
    var clientNumber = 0
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
  /// Those over time, once all are known.
  private(set) var load = LoadTimeline([])
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

  /// How many clients there are, and each one's number.
  private var clientNumbers: [IPAddress: Int] = [:]

  mutating func add(_ attempt: Attempt, holding: Holding?) {
    attempts.append(attempt)
    let next = clientNumbers.count
    let number = clientNumbers[attempt.client, default: next]
    if number == next { clientNumbers[attempt.client] = next }
    attempts[attempts.count - 1].clientNumber = number
    guard let holding else { return }
    holdings.append(holding)
    holdingSessions.append(attempt.session)
  }

  /// All attempts are known: puts them into the order in which the server decided them.
  mutating func complete() {
    attempts.sort { ($0.answer.time, $0.request.time) < ($1.answer.time, $1.request.time) }
    load = LoadTimeline(holdings)
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
    sharp.load = LoadTimeline(sharp.holdings)
    return sharp
  }

  var refusals: AttemptSelection<Attempt> { AttemptSelection(attempts) { $0.symptom != nil } }
  var successes: AttemptSelection<Attempt> { AttemptSelection(attempts) { $0.symptom == nil } }

  /// The loads that the decisive attempts met, in the order of decision, clients numbered.
  func observations(
    perClient: Bool = false, assumingEarlierSessions: Bool = false
  ) -> (observations: [Observation], clients: [IPAddress]) {
    let (numbers, clients) = numberedClients
    let timelines =
      assumingEarlierSessions
      ? [LoadTimeline(holdings + assumed)]
      : timelines(perClient: perClient, numbers: numbers, count: clients.count)
    var observations: [Observation] = []
    observations.reserveCapacity(attempts.count)
    // In their places: an attempt taken out of the list is copied.
    for place in attempts.indices where attempts[place].isDecisive {
      let number = numbers[attempts[place].clientNumber]
      let timeline = perClient ? number : 0
      let (request, answer) = (attempts[place].request.time, attempts[place].answer.time)
      let wasRefused = attempts[place].wasRefused
      let load = timelines[timeline].load(from: request, through: answer)
      // A success counts itself among those that may be open.
      let high = load.upperBound - (wasRefused ? 0 : 1)
      let low =
        wasRefused
        ? load.lowerBound : max(load.lowerBound, min(high, timelines[timeline].beside(answer)))
      let isHidden = isOneClientsView || request < blindUntil && !assumingEarlierSessions
      observations.append(
        Observation(
          low: low, high: isHidden && !perClient ? nil : max(low, high),
          wasRefused: wasRefused, client: number))
    }
    return (observations, clients)
  }

  /// The clients in the order of their first attempts, and the place in it of each one's number.
  ///
  /// Not those numbers, as attempts may have been left out.
  private var numberedClients: (numbers: [Int], clients: [IPAddress]) {
    var numbers = [Int](repeating: -1, count: clientNumbers.count)
    var clients: [IPAddress] = []
    for index in attempts.indices where numbers[attempts[index].clientNumber] < 0 {
      numbers[attempts[index].clientNumber] = clients.count
      clients.append(attempts[index].client)
    }
    return (numbers, clients)
  }

  var hasSeveralClients: Bool { attempts.contains { $0.client != attempts[0].client } }

  /// The clients as observations number them.
  var clients: [IPAddress] { numberedClients.clients }

  /// One timeline for each client's own connections, or a single one for all.
  private func timelines(perClient: Bool, numbers: [Int], count: Int) -> [LoadTimeline] {
    guard perClient else { return [unseen.isEmpty ? load : LoadTimeline(holdings + unseen)] }
    var clientOfSession: [Int: Int] = [:]
    for index in attempts.indices {
      clientOfSession[attempts[index].session] = numbers[attempts[index].clientNumber]
    }
    var own = [[Holding]](repeating: [], count: count)
    for (session, holding) in zip(holdingSessions, holdings) {
      if let client = clientOfSession[session] { own[client].append(holding) }
    }
    return own.map { LoadTimeline($0) }
  }
}
