package import Bytes
import Glibc

/// A quantile of times with the interval in which the true one lies.
package struct QuantileEstimate: Hashable, Sendable {
  package var value: Interval
  /// Nil where too few values give a bound on that side.
  package var low: Interval?
  package var high: Interval?
}

/// The 95 % interval for a quantile from order statistics, whatever the distribution.
///
/// How many of n values lie below the p-quantile follows the binomial distribution B(n, p): the
/// r-th and the s-th value enclose it with the probability P(r ≤ B < s). Source: H. A. David and
/// H. N. Nagaraja, Order Statistics, third edition (2003), section 7.1.
package enum QuantileInterval {
  /// What may lie beyond either bound.
  private static let tail = 0.025

  /// The quantile at `percent` (1 to 99) of values in ascending order; nil without values.
  package static func estimate(percent: Int, ofSorted values: [Interval]) -> QuantileEstimate? {
    guard !values.isEmpty, (1...99).contains(percent) else { return nil }
    let count = values.count
    // The smallest value with at least `percent` in a hundred at or below it.
    let place = (count * percent + 99) / 100 - 1
    let ranks = ranks(percent: percent, count: count)
    return QuantileEstimate(
      value: values[place], low: ranks.low.map { values[$0 - 1] },
      high: ranks.high.map { values[$0 - 1] })
  }

  /// The ranks, from 1, of the values that enclose the quantile; O(n).
  static func ranks(percent: Int, count: Int) -> (low: Int?, high: Int?) {
    let share = Double(percent) / 100
    let odds = log(share) - log(1 - share)
    // Logarithms, as the probability of none at all is too small a number for large n.
    var logarithm = Double(count) * log(1 - share)
    var sum = exp(logarithm)
    var low: Int?
    for rank in 1...max(1, count) {
      // Here `sum` is P(B < rank).
      if sum <= tail { low = rank }
      if sum >= 1 - tail { return (low, rank) }
      logarithm += log(Double(count - rank + 1) / Double(rank)) + odds
      sum += exp(logarithm)
    }
    return (low, nil)
  }
}
