import Bytes
import Testing

@testable import Diagnosis

/// Intervals for quantiles from order statistics, against exact enumeration.
struct QuantileTests {
  @Test func `the ranks for the median of few values are those of the tables`() {
    // Two-sided 95 % (David and Nagaraja, and every table of the sign test).
    let table = [(5, nil, nil), (6, 1, 6), (9, 2, 8), (10, 2, 9), (20, 6, 15), (25, 8, 18)]
    for (count, low, high) in table as [(Int, Int?, Int?)] {
      let ranks = QuantileInterval.ranks(percent: 50, count: count)
      #expect(ranks.low == low, "\(count)")
      #expect(ranks.high == high, "\(count)")
    }
  }

  @Test(arguments: [50, 75, 95], [1, 7, 20, 73, 100, 240])
  func `the ranks enclose the quantile as often as they say, and as tightly as they can`(
    _ percent: Int, _ count: Int
  ) {
    let chances = ProportionTests.binomial(count, Double(percent) / 100)
    func below(_ rank: Int) -> Double { chances.prefix(rank).reduce(0, +) }
    let low = (1...count).last { below($0) <= 0.025 }
    let high = (1...count).first { below($0) >= 0.975 }
    let ranks = QuantileInterval.ranks(percent: percent, count: count)
    #expect(ranks.low == low)
    #expect(ranks.high == high)
  }

  @Test func `a quantile of many values has bounds on both sides of it`() throws {
    let values = (0..<200_000).map { Interval(nanoseconds: Int64($0)) }
    let estimate = try #require(QuantileInterval.estimate(percent: 95, ofSorted: values))
    #expect(estimate.value.nanoseconds == 189_999)
    // 1.96 √(n p q) = 191 ranks.
    #expect(abs((estimate.low?.nanoseconds ?? 0) - 189_808) < 4)
    #expect(abs((estimate.high?.nanoseconds ?? 0) - 190_191) < 4)
  }

  @Test func `few values have a quantile and no bounds, none have none`() {
    #expect(QuantileInterval.estimate(percent: 50, ofSorted: []) == nil)
    let one = QuantileInterval.estimate(percent: 50, ofSorted: [.milliseconds(3)])
    #expect(one == QuantileEstimate(value: .milliseconds(3), low: nil, high: nil))
  }
}
