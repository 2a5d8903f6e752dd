import Bytes
import Mail
import Packets
import Sessions
import TestSupport

/// A day in a contact centre, acted out at the server: who signs in when, and what the server says.
///
/// The server counts what it grants and forgets a connection a moment after its end. What a capture
/// shows of it is a `CaptureView`'s business.
struct ContactCentre {
  /// Who wants what.
  struct Plan {
    var limit: Int?
    /// When it is not in force, in milliseconds.
    var lifted: Range<Int>?
    var agents = 12
    var connectionsPerAgent = 2
    /// How long a connection is held, in milliseconds.
    var hold = 1_500...6_000
    /// How long an agent waits before the next try after a refusal.
    var retry = 5...400
    /// Agents arrive over so many milliseconds.
    var arrival = 2_000
    /// How long an agent stays away after leaving.
    var pause = 500...2_500
    var length = 12_000
    /// Agents with a wrong password of their own.
    var wrongPasswords = 0
    /// Share of the connections that are never closed by their client.
    var vanishing = 0.0
    /// Share of the frames that the network loses: what they carry comes a time-out later.
    var loss = 0.0
  }

  /// One connection as it went.
  struct Connection {
    var agent: Int
    var start: Int
    var decision: Int
    var isAccepted: Bool
    /// When the answer is on the wire.
    var answer: Int
    /// When the client closes it; nil when it vanished or still holds it at the end.
    var end: Int?
    /// When the server knows.
    var release: Int
  }

  private(set) var connections: [Connection] = []
  /// Whether the limit refused anybody.
  private(set) var wasReached = false
  private(set) var peak = 0

  init(_ plan: Plan, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    // Visits by the time of the server's decision, the latest first: it decides one by one.
    var agenda: [(decision: Int, start: Int, agent: Int)] = []
    func visit(_ agent: Int, at start: Int) {
      guard start < plan.length - 600, agenda.count + connections.count < 3_000 else { return }
      let visit = (start + Int.random(in: 6...40, using: &random), start, agent)
      let place = agenda.firstIndex { $0.decision <= visit.0 } ?? agenda.count
      agenda.insert(visit, at: place)
    }
    func delay() -> Int {
      let isLost = Double.random(in: 0..<1, using: &random) < plan.loss
      return isLost ? Int.random(in: 200...450, using: &random) : 0
    }
    for agent in 0..<plan.agents {
      let arrival = Int.random(in: 0...plan.arrival, using: &random)
      for number in 0..<plan.connectionsPerAgent { visit(agent, at: arrival + number * 15) }
    }
    var held: [Int] = []
    while let (decision, start, agent) = agenda.popLast() {
      held.removeAll { $0 <= decision }
      let isLifted = plan.lifted?.contains(decision) ?? false
      let isFull = !isLifted && plan.limit.map { held.count >= $0 } ?? false
      let isRight = agent >= plan.wrongPasswords
      var connection = Connection(
        agent: agent, start: start, decision: decision, isAccepted: isRight && !isFull,
        answer: decision + delay(), release: .max)
      if connection.isAccepted {
        let end = decision + Int.random(in: plan.hold, using: &random)
        let vanishes = Double.random(in: 0..<1, using: &random) < plan.vanishing
        if !vanishes { connection.release = end + 1 + delay() }
        held.append(connection.release)
        peak = max(peak, held.count)
        if !vanishes, end < plan.length { connection.end = end }
        visit(agent, at: end + Int.random(in: plan.pause, using: &random))
      } else {
        wasReached = wasReached || isFull && isRight
        connection.end = connection.answer + 2
        connection.release = connection.answer + 3
        visit(agent, at: connection.answer + Int.random(in: plan.retry, using: &random))
      }
      connections.append(connection)
    }
    connections.sort { $0.start < $1.start }
  }
}

/// What a capture shows of a contact centre.
struct CaptureView {
  /// The agents whose traffic passes here; nil for all.
  var agents: Set<Int>?
  /// When the capture begins, in milliseconds.
  var start = 0

  func sessions(of centre: ContactCentre) -> [MailSession] {
    var script = SessionScript()
    for connection in centre.connections {
      guard agents?.contains(connection.agent) ?? true else { continue }
      let client = connection.agent + 1
      guard connection.decision < start else {
        script.signIn(client: client, connection)
        continue
      }
      // One that is silent from the capture's start on is not in it at all.
      guard connection.isAccepted, let end = connection.end, end > start else { continue }
      script.earlier(client: client, from: end, until: end)
    }
    return script.sessions
  }
}

extension SessionScript {
  /// A connection that signs in as it went at the server.
  mutating func signIn(client: Int, _ connection: ContactCentre.Connection) {
    let index = connect(client: client, at: connection.start, until: connection.end)
    let request = stamp(max(connection.start + 3, connection.decision - 5))
    let response = stamp(connection.answer + 1)
    sessions[index].last = connection.end == nil ? response : sessions[index].last
    if connection.end != nil {
      let completed = stamp(connection.release + 1)
      sessions[index].endCompleted = completed
      sessions[index].last = completed
    }
    let words =
      connection.isAccepted ? "A1 OK AUTHENTICATE completed." : "A1 NO AUTHENTICATE failed."
    sessions[index].authentications.append(
      AuthenticationFact(
        mechanism: "PLAIN", account: AccountName(user: "uccxmail"),
        accountAsSeen: WireText("uccxmail"), result: connection.isAccepted ? .accepted : .refused,
        response: WireText(words), request: request, answer: response,
        latency: response.time.since(request.time)))
  }
}
