import Glibc

/// An explanation of a series of attempts, with how well it explains them.
struct Hypothesis {
  /// Nil for chance: that none of the causes known here is at work.
  var cause: Cause?
  /// Natural logarithm of prior times likelihood, up to a constant common to all.
  var score: Double
  /// What is in `score` for the limit's value being what it is; nil where that counts for nothing.
  var valuePrior: Double?
  var fit: ThresholdFit?
  /// Whether connections that the capture does not show must have been open for it to hold.
  var leansOnUnseenLoad = false
  /// The clients it blames; empty when it blames all.
  var clients: Set<Int> = []
  /// What speaks against it, as a clause that follows "no: ".
  var because: Sentence

  /// The score if no value were likelier than another, and one had been fitted to the attempts:
  /// what compares with explanations that leave the value open.
  var scoreOfAnyValue: Double {
    guard let valuePrior, let fit else { return score }
    return max(score, score - valuePrior - 0.5 * ln(Double(max(1, fit.observations))))
  }

  /// Explanations by loads as they must have been, weighed with the same by the loads that they
  /// mostly are: most servers decide as they answer, and give places back at once.
  ///
  /// Loads that are known loosely explain little, whatever decided; a limit shall not lose for that
  /// against what does not look at loads at all.
  static func weighed(_ sure: [Hypothesis], ifPrompt prompt: [Hypothesis]) -> [Hypothesis] {
    guard sure.count == prompt.count else { return sure }
    return zip(sure, prompt).map { one, other in
      guard one.cause == other.cause, let fit = one.fit, let closer = other.fit,
        !one.leansOnUnseenLoad, fit.mayBe(closer.atLeast)
      else { return one }
      var weighed = one
      weighed.score = max(one.score, ln(Prior.promptServer) + other.score)
      return weighed
    }
  }

  /// The score of what cannot be.
  static let impossible = -1e9

  /// Nothing but chance decides who is refused: what every explanation has to beat.
  static func chance(_ series: OutcomeSeries) -> Hypothesis {
    Hypothesis(
      cause: nil, score: ln(Prior.chance) - series.chance,
      because: "every explanation predicts the attempts better than chance does")
  }

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
