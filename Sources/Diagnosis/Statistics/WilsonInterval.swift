/// A share of attempts with the interval in which the true share lies, 0 to 1.
package struct ProportionEstimate: Hashable, Sendable {
  package var value: Double
  package var low: Double
  package var high: Double
}

/// The score interval for a share: it holds its 95 % also for few attempts and for shares of 0 and 1.
///
/// Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
/// Journal of the American Statistical Association 22 (1927), 209–212.
package enum WilsonInterval {
  /// The normal distribution's quantile that leaves 2.5 % above it.
  static let z = 1.959_963_984_540_054

  /// The share of `count` among `all`; nil where there is nothing to take a share of.
  package static func estimate(_ count: Int, of all: Int) -> ProportionEstimate? {
    guard all > 0, (0...all).contains(count) else { return nil }
    let n = Double(all)
    let share = Double(count) / n
    let square = z * z
    let centre = (share + square / (2 * n)) / (1 + square / n)
    let half =
      z / (1 + square / n)
      * (share * (1 - share) / n + square / (4 * n * n)).squareRoot()
    // At the ends the formula gives 0 and 1 but for rounding.
    return ProportionEstimate(
      value: share, low: count == 0 ? 0 : max(0, centre - half),
      high: count == all ? 1 : min(1, centre + half))
  }
}
