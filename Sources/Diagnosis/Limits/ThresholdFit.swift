/// One attempt as a limit sees it: the load it met, and what came of it.
package struct Observation: Hashable, Sendable {
  /// The load just before the decision lay in this range; nil above: it may have been any number.
  package var low: Int
  package var high: Int?
  package var wasRefused: Bool
  /// Who tried: a small number for each client.
  package var client: Int

  package init(low: Int, high: Int?, wasRefused: Bool, client: Int) {
    self.low = low
    self.high = high
    self.wasRefused = wasRefused
    self.client = client
  }
}

/// The limits that explain a series of attempts best.
///
/// A limit N predicts success while the load is below N and refusal at N or above. Clients that
/// were always refused may be set aside as having a trouble of their own, at a price, so that one
/// wrong password does not hide a limit.
package struct ThresholdFit: Sendable {
  /// The limits that mispredict least; without an upper bound when no refusal gives one.
  package var atLeast: Int
  package var atMost: Int?
  /// Attempts (retries in one state counted once) that even the best limit does not explain.
  package var mispredictions: Int
  /// Attempts counted so.
  package var observations: Int
  /// Refusals that the limit predicts: without any, no limit was met.
  package var explainedRefusals: Int
  /// Clients whose refusals the limit does not explain, but a trouble of their own does.
  package var setAside: Set<Int>
  /// Total price in units of one misprediction.
  package var cost: Double

  /// What setting a client aside costs, in mispredictions.
  ///
  /// Between one and two: a single odd refusal is noise, two are that client's own trouble.
  package static let setAsidePrice = 1.25
  /// Limits above this are not told apart.
  package static let greatest = 65_536

  package init?(_ attempts: [Observation]) {
    let observations = Self.collapsed(attempts)
    guard observations.contains(where: \.wasRefused) else { return nil }
    let ceiling = min(
      Self.greatest,
      1 + observations.reduce(0) { max($0, $1.low, $1.high ?? 0) })
    var costs = [Double](repeating: 0, count: ceiling + 2)
    let clients = Dictionary(grouping: observations, by: \.client)
    for (_, own) in clients {
      let wrong = Self.mispredictions(own, upTo: ceiling)
      let mayBeSetAside = own.allSatisfy(\.wasRefused)
      for limit in 1...ceiling {
        let price = Double(wrong[limit])
        costs[limit] += mayBeSetAside ? min(price, Self.setAsidePrice) : price
      }
    }
    guard let least = costs[1...ceiling].min() else { return nil }
    let best = (1...ceiling).filter { costs[$0] <= least + 1e-9 }
    guard let first = best.first, let last = best.last else { return nil }
    atLeast = first
    // The ceiling lies above every load seen: a limit there means that none was met.
    atMost =
      last == ceiling && !observations.contains { $0.wasRefused && $0.high != nil }
      ? nil : last
    cost = least
    self.observations = observations.count
    setAside = []
    mispredictions = 0
    explainedRefusals = 0
    for (client, own) in clients {
      let wrong = Self.mispredictions(own, upTo: ceiling)[first]
      if own.allSatisfy(\.wasRefused), Double(wrong) > Self.setAsidePrice {
        setAside.insert(client)
      } else {
        mispredictions += wrong
        explainedRefusals += own.count { $0.wasRefused && ($0.high ?? .max) >= first }
      }
    }
  }

  /// Retries of one client that met the same load and the same end say it once.
  private static func collapsed(_ attempts: [Observation]) -> [Observation] {
    var last: [Int: Observation] = [:]
    return attempts.filter { attempt in
      defer { last[attempt.client] = attempt }
      return !attempt.wasRefused || last[attempt.client] != attempt
    }
  }

  /// For each limit up to `ceiling`, how many of these attempts it predicts wrongly.
  private static func mispredictions(_ own: [Observation], upTo ceiling: Int) -> [Int] {
    var changes = [Int](repeating: 0, count: ceiling + 2)
    for observation in own {
      if observation.wasRefused {
        // Wrong for every limit above the highest load it may have met.
        if let high = observation.high { changes[min(high, ceiling) + 1] += 1 }
      } else {
        // Wrong for every limit up to the least load it certainly met.
        changes[0] += 1
        changes[min(observation.low, ceiling) + 1] -= 1
      }
    }
    var sum = 0
    return changes.map { change in
      sum += change
      return sum
    }
  }
}
