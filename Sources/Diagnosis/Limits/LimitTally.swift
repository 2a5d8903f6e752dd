/// For every limit up to a ceiling, what attempts cost it.
///
/// Takes O(attempts log attempts + ceiling): an attempt changes the sums at its load's two ends
/// only, and so do all attempts of a client together.
struct LimitTally {
  /// What changes from one limit to the next.
  private struct Change {
    /// The first limit with the new value.
    var limit: Int
    var wrong: Double
    var cost: Double
  }

  /// Changes of the sums from a limit to the next one, by limit.
  private var wrong: [Double]
  private var costs: [Double]
  private let ceiling: Int
  private let price: Likelihood

  init(upTo ceiling: Int, price: Likelihood) {
    self.ceiling = ceiling
    self.price = price
    wrong = [Double](repeating: 0, count: ceiling + 2)
    costs = wrong
  }

  /// By limit, the attempts that it predicts wrongly, and the negative logarithm of the attempts'
  /// likelihood under it.
  var sums: (wrong: [Double], costs: [Double]) { (Self.sums(wrong), Self.sums(costs)) }

  /// Adds attempts that count as they are.
  mutating func add(_ attempts: [Observation]) {
    for attempt in attempts { for change in changes(by: attempt) { add(change) } }
  }

  /// Adds the attempts of a client that was always refused: they cost no more than setting it aside.
  mutating func add(refused attempts: [Observation], atMost limit: Double) {
    let changes = attempts.flatMap(changes).sorted { $0.limit < $1.limit }
    var sum = Change(limit: 0, wrong: 0, cost: 0)
    var counted = sum
    for (place, change) in changes.enumerated() {
      sum.wrong += change.wrong
      sum.cost += change.cost
      if place + 1 < changes.count, changes[place + 1].limit == change.limit { continue }
      let capped = Change(
        limit: change.limit, wrong: min(sum.wrong, limit),
        cost: min(sum.cost, limit * Likelihood.wrong))
      add(
        Change(
          limit: change.limit, wrong: capped.wrong - counted.wrong,
          cost: capped.cost - counted.cost))
      counted = capped
    }
  }

  private mutating func add(_ change: Change) {
    wrong[change.limit] += change.wrong
    costs[change.limit] += change.cost
  }

  /// How an attempt's price goes up or down with the limit.
  private func changes(by attempt: Observation) -> [Change] {
    let (below, above): (Observation.Prediction, Observation.Prediction) =
      attempt.wasRefused ? (.right, .wrong) : (.wrong, .right)
    let open = price.cost(attempt, .open)
    let (first, last) = (price.cost(attempt, below), price.cost(attempt, above))
    let wrongBelow = below == .wrong ? 1.0 : 0
    var changes = [
      Change(limit: 0, wrong: wrongBelow, cost: first),
      Change(limit: min(attempt.low, ceiling) + 1, wrong: -wrongBelow, cost: open - first),
    ]
    if let high = attempt.high {
      let wrongAbove = above == .wrong ? 1.0 : 0
      changes.append(
        Change(limit: min(high, ceiling) + 1, wrong: wrongAbove, cost: last - open))
    }
    return changes
  }

  private static func sums(_ changes: [Double]) -> [Double] {
    var sum = 0.0
    // Behind the ceiling nothing is asked for.
    return changes.dropLast().map { change in
      sum += change
      return sum
    }
  }
}
