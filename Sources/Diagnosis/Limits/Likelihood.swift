import Glibc

/// What attempts cost an explanation, as negative logarithms of their likelihood.
package struct Likelihood: Sendable {
  /// An attempt that the explanation gets wrong: one in fifty is shown otherwise than the server
  /// decided it (frames lost, decisions that crossed).
  package static let wrong = 3.9
  /// An attempt that it gets right.
  package static let right = 0.02

  /// An attempt that the explanation leaves open: no better than knowing how many were refused.
  package let openRefusal: Double
  package let openSuccess: Double

  package init(of observations: [Observation]) {
    let refused = Double(observations.count(where: \.wasRefused))
    let share = min(0.95, max(0.05, refused / Double(max(1, observations.count))))
    openRefusal = -log(share)
    openSuccess = -log(1 - share)
  }

  func cost(_ observation: Observation, _ prediction: Observation.Prediction) -> Double {
    switch prediction {
    case .right: Self.right
    case .wrong: Self.wrong
    case .open: observation.wasRefused ? openRefusal : openSuccess
    }
  }
}

/// For every limit up to a ceiling, what some attempts cost it.
struct LimitTally {
  /// `wrong[N]`: attempts that a limit N predicts wrongly.
  let wrong: [Int]
  /// `cost[N]`: the negative logarithm of the attempts' likelihood under a limit N.
  let cost: [Double]

  /// Takes O(attempts + ceiling): each attempt changes the sums at its load's two ends only.
  init(_ own: [Observation], upTo ceiling: Int, price: Likelihood) {
    var wrong = [Int](repeating: 0, count: ceiling + 2)
    var cost = [Double](repeating: 0, count: ceiling + 2)
    for observation in own {
      let ends = (min(observation.low, ceiling) + 1, min(observation.high ?? ceiling, ceiling) + 1)
      let outcomes: (Observation.Prediction, Observation.Prediction) =
        observation.wasRefused ? (.right, .wrong) : (.wrong, .right)
      let open = price.cost(observation, .open)
      let (below, above) = (
        price.cost(observation, outcomes.0), price.cost(observation, outcomes.1)
      )
      cost[0] += below
      cost[ends.0] += open - below
      wrong[0] += outcomes.0 == .wrong ? 1 : 0
      wrong[ends.0] -= outcomes.0 == .wrong ? 1 : 0
      guard observation.high != nil else { continue }
      cost[ends.1] += above - open
      wrong[ends.1] += outcomes.1 == .wrong ? 1 : 0
    }
    self.wrong = Self.sums(wrong)
    self.cost = Self.sums(cost)
  }

  private static func sums<Number: AdditiveArithmetic>(_ changes: [Number]) -> [Number] {
    var sum = Number.zero
    return changes.map { change in
      sum += change
      return sum
    }
  }
}
