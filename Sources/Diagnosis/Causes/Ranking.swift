import Glibc

/// Competing explanations, put in order: the one to report, and why the others lost.
struct Ranking {
  /// The explanation to report.
  struct Best {
    var cause: Cause
    var hypothesis: Hypothesis
    var confidence: Double
    /// How many times likelier it is that what the limit counts is in view than that others hold
    /// connections elsewhere; zero where the explanation leans on those.
    var oddsOfLoadInView: Double
  }

  let best: Best?
  let alternatives: [Alternative]

  /// How much likelier a load in view is than one elsewhere, where the best explanation is of a
  /// cause; zero where it is not.
  func oddsOfLoadInView(for cause: Cause) -> Double {
    guard let best, best.cause == cause else { return 0 }
    return best.oddsOfLoadInView
  }

  /// - Parameter trustInLoads: how far the capture shows the loads that a limit goes by, at most 1; a
  ///   limit leads only if it does in spite of what is not seen.
  init(_ hypotheses: [Hypothesis], trustInLoads trust: Double = 1) {
    let ranked = Hypothesis.ranked(hypotheses)
    // One cause may have several explanations (in view, elsewhere): they speak for it together.
    var confidences: [Cause: Double] = [:]
    for (hypothesis, confidence) in ranked {
      if let cause = hypothesis.cause { confidences[cause, default: 0] += confidence }
    }
    func trusted(_ cause: Cause) -> Double {
      (confidences[cause] ?? 0) * (cause.verdict == .throttling ? trust : 1)
    }
    let leading = ranked.lazy.compactMap { ranked -> (Cause, Hypothesis, Double)? in
      ranked.hypothesis.cause.map { ($0, ranked.hypothesis, ranked.confidence) }
    }.max { (trusted($0.0), $0.2) < (trusted($1.0), $1.2) }
    guard let (cause, leader, share) = leading else {
      best = nil
      alternatives = []
      return
    }
    let elsewhere = ranked.map(\.hypothesis)
      .filter { $0.cause == cause && $0.leansOnUnseenLoad }.map(\.score).max()
    // Of one cause, what is in view comes first where it explains as much as what is not.
    let inView = ranked.map(\.hypothesis).filter { $0.cause == cause && !$0.leansOnUnseenLoad }
      .max { $0.scoreOfAnyValue < $1.scoreOfAnyValue }
    let hypothesis = inView.flatMap { $0.scoreOfAnyValue > leader.score ? $0 : nil } ?? leader
    let odds = exp(hypothesis.scoreOfAnyValue - (elsewhere ?? Hypothesis.impossible))
    best = Best(
      cause: cause, hypothesis: hypothesis, confidence: min(0.99, confidences[cause] ?? share),
      oddsOfLoadInView: hypothesis.leansOnUnseenLoad ? 0 : odds)
    var seen: Set<Cause> = [cause]
    alternatives = ranked.compactMap { other, _ in
      guard let cause = other.cause, seen.insert(cause).inserted else { return nil }
      return Alternative(
        cause: cause, confidence: confidences[cause] ?? 0, because: other.because)
    }
  }
}
