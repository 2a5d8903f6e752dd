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
