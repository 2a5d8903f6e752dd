import Bytes
import Mail
import Packets
import Sessions

/// SMTP commands of one client address, or one account, as a rate limit counts them.
///
/// What a server counts within its minute is known only within bounds. Postfix's window is fixed:
/// it begins with the client's first event and, once more than a minute is over, with the next one;
/// refused commands count, too (anvil). Another server's window may slide. The least is what was
/// accepted since a fixed window may last have begun, the most is everything of the last minute.
struct TransactionRate {
  /// Whose commands are counted together (Exchange: MessageRateSource).
  enum Key {
    case address
    case account
  }

  /// The window over which servers count (Postfix anvil_rate_time_unit, Exchange MessageRateLimit:
  /// one minute).
  static let window = Interval.seconds(60)
  /// Servers count in whole seconds: a window may last this much longer.
  private static let rounding = Interval.seconds(2)

  var step: TransactionFact.Step
  var key = Key.address

  /// Something that may begin a window, or the command that is counted.
  private struct Event {
    var time: Timestamp
    /// Nil for a connection.
    var fact: TransactionFact?
  }

  /// For each command of a connection, how many the server had taken on it (Exim:
  /// smtp_accept_max_per_connection).
  func observationsPerConnection(_ sessions: [MailSession]) -> [Observation] {
    sessions.enumerated().flatMap { number, session in
      var count = 0
      return session.transactions.filter { $0.step == step }.map { fact in
        defer { if fact.wasAccepted { count += 1 } }
        return Observation(
          low: count, high: count, wasRefused: !fact.wasAccepted, client: number)
      }
    }
  }

  /// For each command of a client, how many the server had taken in the minute before.
  func observations(_ sessions: [MailSession]) -> [Observation] {
    var events: [String: [Event]] = [:]
    var beganBefore: Set<String> = []
    for session in sessions {
      guard let name = name(of: session) else { continue }
      if session.opening == .midstream { beganBefore.insert(name) }
      events[name, default: []].append(Event(time: session.first.time))
      events[name, default: []] += session.transactions.filter { $0.step == step }
        .map { Event(time: $0.request.time, fact: $0) }
    }
    return events.keys.sorted().enumerated().flatMap { number, name in
      observations(
        of: (events[name] ?? []).sorted { $0.time < $1.time }, client: number,
        beganBefore: beganBefore.contains(name))
    }
  }

  private func name(of session: MailSession) -> String? {
    switch key {
    case .address: session.client.address.description
    case .account: session.authentications.last { $0.result == .accepted }?.account?.user
    }
  }

  private func observations(
    of events: [Event], client: Int, beganBefore: Bool
  ) -> [Observation] {
    guard let first = events.first else { return [] }
    var count = RateCount(
      early: RateCount.Window(start: first.time), late: RateCount.Window(start: first.time))
    var recent: [Timestamp] = []
    var oldest = 0
    var observations: [Observation] = []
    for event in events {
      count.turn(
        at: event.time, after: Self.window, orAfter: Self.window.advanced(by: Self.rounding))
      guard let fact = event.fact else { continue }
      let longest = Self.window.advanced(by: Self.rounding)
      while oldest < recent.count, event.time.since(recent[oldest]) > longest { oldest += 1 }
      // What came before the capture may count as well, for the length of a window.
      let isOpen = beganBefore && event.time.since(first.time) <= longest
      let low = beganBefore && event.time.since(first.time) <= Self.window ? 0 : count.least
      observations.append(
        Observation(
          low: min(low, recent.count - oldest), high: isOpen ? nil : recent.count - oldest,
          wasRefused: !fact.wasAccepted, client: client))
      recent.append(event.time)
      if fact.wasAccepted { count.add() }
    }
    return observations
  }
}

/// Accepted commands since a fixed window began, for the two ways in which its length is rounded.
private struct RateCount {
  struct Window {
    var start: Timestamp
    var count = 0
  }

  var early: Window
  var late: Window

  var least: Int { min(early.count, late.count) }

  /// Begins a new window where the old one is over.
  mutating func turn(at time: Timestamp, after short: Interval, orAfter long: Interval) {
    if time.since(early.start) >= short { early = Window(start: time) }
    if time.since(late.start) >= long { late = Window(start: time) }
  }

  mutating func add() {
    early.count += 1
    late.count += 1
  }
}

extension Interval {
  fileprivate func advanced(by other: Interval) -> Interval {
    Interval(nanoseconds: nanoseconds.addingSaturated(other.nanoseconds))
  }
}
