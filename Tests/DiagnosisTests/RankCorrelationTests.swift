import TestSupport
import Testing

@testable import Diagnosis

struct RankCorrelationTests {
  /// A value's rank by its definition: those below it, and half of its equals.
  private func naiveRanks(_ values: [Double]) -> [Double] {
    values.map { value in
      Double(values.count { $0 < value }) + Double(values.count { $0 == value } + 1) / 2
    }
  }

  @Test(arguments: 1...30)
  func `ranks are what their definition says`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let values = (0..<seed).map { _ in Double(Int.random(in: 0...9, using: &random)) }
    #expect(RankCorrelation.ranks(values) == naiveRanks(values))
  }

  @Test func `what rises together correlates fully, whatever the scale`() throws {
    let left: [Double] = [1, 2, 3, 4, 5]
    let rising = try #require(RankCorrelation.spearman(left, [0, 1, 10, 100, 1_000]))
    let falling = try #require(RankCorrelation.spearman(left, [9, 7, 5, 3, 1]))
    #expect(abs(rising - 1) < 1e-9)
    #expect(abs(falling + 1) < 1e-9)
  }

  @Test func `constant, short and unequal series say nothing`() {
    #expect(RankCorrelation.spearman([1, 1, 1], [1, 2, 3]) == nil)
    #expect(RankCorrelation.spearman([1, 2], [1, 2]) == nil)
    #expect(RankCorrelation.spearman([1, 2, 3], [1, 2]) == nil)
  }
}
