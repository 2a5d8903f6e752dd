/// By how much one share differs from another, −1 to 1, with the interval of the true difference.
package struct DifferenceEstimate: Hashable, Sendable {
  package var value: Double
  package var low: Double
  package var high: Double

  /// Whether the share certainly fell.
  package var isFall: Bool { high < 0 }
  /// Whether it certainly rose.
  package var isRise: Bool { low > 0 }
}

/// The 95 % interval for the difference of two independent shares, from their score intervals.
///
/// Source: R. G. Newcombe, Interval estimation for the difference between independent proportions:
/// comparison of eleven methods, Statistics in Medicine 17 (1998), 873–890, method 10.
package enum NewcombeInterval {
  /// `after` less `before`.
  package static func difference(
    after: ProportionEstimate, before: ProportionEstimate
  ) -> DifferenceEstimate {
    let value = after.value - before.value
    let down = hypotenuse(after.value - after.low, before.high - before.value)
    let up = hypotenuse(after.high - after.value, before.value - before.low)
    return DifferenceEstimate(
      value: value, low: max(-1, value - down), high: min(1, value + up))
  }

  /// The fewest attempts without a refusal that would show that a share fell; nil where no number
  /// up to a million would: then the first share itself rests on too few.
  package static func attemptsNeeded(before: ProportionEstimate) -> Int? {
    func isEnough(_ count: Int) -> Bool {
      WilsonInterval.estimate(0, of: count).map {
        difference(after: $0, before: before).isFall
      } ?? false
    }
    var (low, high) = (0, 1_000_000)
    guard isEnough(high) else { return nil }
    // More attempts only narrow the interval: halving finds the first number.
    while high - low > 1 {
      let middle = (low + high) / 2
      if isEnough(middle) { high = middle } else { low = middle }
    }
    return high
  }

  private static func hypotenuse(_ one: Double, _ other: Double) -> Double {
    (one * one + other * other).squareRoot()
  }
}
