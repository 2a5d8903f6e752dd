import Glibc

/// An explanation of a series of attempts, with how well it explains them.
struct Hypothesis {
  var cause: Cause
  /// Natural logarithm of prior times likelihood, up to a constant common to all.
  var score: Double
  var fit: ThresholdFit?
  /// The clients it blames; empty when it blames all.
  var clients: Set<Int> = []
  /// What speaks against it, as a clause that follows "no: ".
  var because: String

  /// What one attempt that an explanation gets wrong costs it: the logarithm of the odds (50 to 1)
  /// that a capture shows each attempt as the server decided it.
  static let mispredictionCost = 3.9

  /// The score of what cannot be.
  static let impossible = -1e9

  /// Explanations by confidence, the best first; confidences add up to 1.
  ///
  /// None is ever certain: 0.99 is the most that inference may claim.
  static func ranked(_ all: [Hypothesis]) -> [(hypothesis: Hypothesis, confidence: Double)] {
    guard let best = all.map(\.score).max() else { return [] }
    let weights = all.map { exp($0.score - best) }
    let sum = weights.reduce(0, +)
    return zip(all, weights).map { ($0, min(0.99, $1 / sum)) }
      .sorted { $0.hypothesis.score > $1.hypothesis.score }
  }
}

/// How likely explanations are before the attempts are looked at.
///
/// The mission's rule sets the order: among refusals that follow good greetings, a limit comes
/// first, a wrong password second. The numbers matter only where the capture cannot decide, above
/// all for one client's own view, where they keep a limit "suspected" (below 0.7).
enum Prior {
  static let connectionLimit = 0.6
  static let connectionLimitPerAddress = 0.05
  static let rejectedEverywhere = 0.25
  static let rejectedSomewhere = 0.1
  static let lockedMeanwhile = 0.05
  /// That a limit has the very value that its software ships with.
  static let defaultValue = 0.5
  /// Share of one other value among those an administrator may have chosen.
  static let otherValue = 0.01
  /// A limit that leans on connections which the capture does not show.
  static let unseenLoad = 0.8

  /// The prior of a limit with one of these values.
  static func value(of fit: ThresholdFit, defaults: [KnownLimit]) -> Double {
    let range = fit.atLeast...max(fit.atLeast, fit.atMost ?? ThresholdFit.greatest)
    if defaults.contains(where: { range.contains($0.value) }) { return defaultValue }
    return min(defaultValue, otherValue * Double(range.count))
  }
}
