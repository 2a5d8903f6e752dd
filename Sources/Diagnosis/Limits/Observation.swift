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

  /// What a limit says of an attempt.
  package enum Prediction: Sendable {
    case right
    case wrong
    /// The load may have been below the limit or not: the attempt says nothing of it.
    case open
  }

  /// What a limit of `limit` says: success below it, refusal at it or above.
  package func prediction(of limit: Int) -> Prediction {
    if limit <= low { return wasRefused ? .right : .wrong }
    guard let high, limit > high else { return .open }
    return wasRefused ? .wrong : .right
  }
}

extension [Observation] {
  /// The attempts without a client's retries that met the same load and the same end: a server
  /// that says no a hundred times in one state says it once.
  package var collapsed: [Observation] {
    var last: [Int: Observation] = [:]
    return filter { attempt in
      let previous = last.updateValue(attempt, forKey: attempt.client)
      return !attempt.wasRefused || previous != attempt
    }
  }
}
