/// Competing explanations, put in order: the one to report, and why the others lost.
struct Ranking {
  /// The explanation to report.
  struct Best {
    var cause: Cause
    var hypothesis: Hypothesis
    var confidence: Double
    /// Whether what the limit counts is in view: that others hold connections elsewhere explains
    /// the attempts far worse.
    var isLoadInView: Bool
  }

  /// How many times likelier a limit in view must be than one whose holders are elsewhere before
  /// its value is called exact.
  static let certainty = 4.0

  let best: Best?
  let alternatives: [Alternative]

  init(_ hypotheses: [Hypothesis]) {
    let ranked = Hypothesis.ranked(hypotheses)
    // One cause may have several explanations (in view, elsewhere): they speak for it together.
    var confidences: [Cause: Double] = [:]
    for (hypothesis, confidence) in ranked {
      if let cause = hypothesis.cause { confidences[cause, default: 0] += confidence }
    }
    let leading = ranked.lazy.compactMap { ranked -> (Cause, Hypothesis, Double)? in
      ranked.hypothesis.cause.map { ($0, ranked.hypothesis, ranked.confidence) }
    }.max { (confidences[$0.0] ?? 0, $0.2) < (confidences[$1.0] ?? 0, $1.2) }
    guard let (cause, hypothesis, share) = leading else {
      best = nil
      alternatives = []
      return
    }
    let elsewhere = ranked.filter { $0.hypothesis.cause == cause }
      .filter { $0.hypothesis.leansOnUnseenLoad }.reduce(0) { $0 + $1.confidence }
    best = Best(
      cause: cause, hypothesis: hypothesis, confidence: min(0.99, confidences[cause] ?? share),
      isLoadInView: !hypothesis.leansOnUnseenLoad && share >= Self.certainty * elsewhere)
    var seen: Set<Cause> = [cause]
    alternatives = ranked.compactMap { other, _ in
      guard let cause = other.cause, seen.insert(cause).inserted else { return nil }
      return Alternative(
        cause: cause, confidence: confidences[cause] ?? 0, because: other.because)
    }
  }
}
