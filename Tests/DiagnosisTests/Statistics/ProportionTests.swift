import Testing

@testable import Diagnosis

/// Intervals for shares, against published figures and exact enumeration.
struct ProportionTests {
  /// A published interval; `after` of the difference comes first.
  struct Published: Sendable {
    var counts: [Int]
    var low: Double
    var high: Double
  }

  // Newcombe 1998 (single proportions), table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  @Test(arguments: [
    Published(counts: [81, 263], low: 0.2553, high: 0.3662),
    Published(counts: [15, 148], low: 0.0624, high: 0.1605),
    Published(counts: [0, 20], low: 0, high: 0.1611),
    Published(counts: [1, 29], low: 0.0061, high: 0.1718),
  ])
  func `score intervals are the published ones`(_ case: Published) throws {
    let estimate = try #require(WilsonInterval.estimate(`case`.counts[0], of: `case`.counts[1]))
    #expect(abs(estimate.low - `case`.low) < 0.00006)
    #expect(abs(estimate.high - `case`.high) < 0.00006)
  }

  // Newcombe 1998 (differences), table II, method 10: 56/70 − 48/80, 9/10 − 3/10, 5/56 − 0/29.
  @Test(arguments: [
    Published(counts: [56, 70, 48, 80], low: 0.0524, high: 0.3339),
    Published(counts: [9, 10, 3, 10], low: 0.1705, high: 0.8090),
    Published(counts: [5, 56, 0, 29], low: -0.0381, high: 0.1926),
    Published(counts: [10, 10, 0, 10], low: 0.6075, high: 1),
  ])
  func `intervals of differences are the published ones`(_ case: Published) throws {
    let counts = `case`.counts
    let after = try #require(WilsonInterval.estimate(counts[0], of: counts[1]))
    let before = try #require(WilsonInterval.estimate(counts[2], of: counts[3]))
    let difference = NewcombeInterval.difference(after: after, before: before)
    #expect(abs(difference.low - `case`.low) < 0.00006)
    #expect(abs(difference.high - `case`.high) < 0.00006)
  }

  /// P(B = k) for every k by adding up the outcomes trial by trial.
  static func binomial(_ count: Int, _ share: Double) -> [Double] {
    var chances = [1.0]
    for _ in 0..<count {
      var next = [Double](repeating: 0, count: chances.count + 1)
      for (hits, chance) in chances.enumerated() {
        next[hits] += chance * (1 - share)
        next[hits + 1] += chance * share
      }
      chances = next
    }
    return chances
  }

  @Test(arguments: [5, 12, 30])
  func `score intervals hold the true share about as often as they say`(
    _ count: Int
  ) {
    let intervals = (0...count).compactMap { WilsonInterval.estimate($0, of: count) }
    var sum = 0.0
    let shares = stride(from: 0.02, through: 0.98, by: 0.02)
    for share in shares {
      let held = zip(Self.binomial(count, share), intervals)
        .reduce(0) { $0 + ($1.1.low <= share && share <= $1.1.high ? $1.0 : 0) }
      // It is known to dip near the ends, never far.
      #expect(held > 0.83, "share \(share)")
      sum += held
    }
    #expect((0.94...0.98).contains(sum / 49))
  }

  @Test(arguments: [(6, 9), (15, 10), (20, 25)])
  func `intervals of differences hold the true one about as often as they say`(
    _ before: Int, _ after: Int
  ) {
    let (old, new) = (Self.estimates(before), Self.estimates(after))
    for oldShare in stride(from: 0.1, through: 0.9, by: 0.2) {
      for newShare in stride(from: 0.1, through: 0.9, by: 0.2) {
        let chances = (Self.binomial(before, oldShare), Self.binomial(after, newShare))
        var held = 0.0
        for (oldHits, one) in old.enumerated() {
          for (newHits, other) in new.enumerated() {
            let difference = NewcombeInterval.difference(after: other, before: one)
            guard (difference.low...difference.high).contains(newShare - oldShare) else { continue }
            held += chances.0[oldHits] * chances.1[newHits]
          }
        }
        #expect(held > 0.88, "\(oldShare) to \(newShare)")
      }
    }
  }

  static func estimates(_ count: Int) -> [ProportionEstimate] {
    (0...count).compactMap { WilsonInterval.estimate($0, of: count) }
  }

  @Test func `shares of nothing, and counts that cannot be, have no interval`() {
    #expect(WilsonInterval.estimate(0, of: 0) == nil)
    #expect(WilsonInterval.estimate(3, of: 2) == nil)
    #expect(WilsonInterval.estimate(-1, of: 2) == nil)
  }

  @Test(arguments: [(10, 26), (2, 18), (40, 40), (1, 30), (0, 10)])
  func `the attempts that would show a fall are the fewest that do`(_ refused: Int, _ all: Int)
    throws
  {
    let before = try #require(WilsonInterval.estimate(refused, of: all))
    let needed = NewcombeInterval.attemptsNeeded(before: before)
    let slow = (1...3_000).first { count in
      WilsonInterval.estimate(0, of: count).map {
        NewcombeInterval.difference(after: $0, before: before).high < 0
      } ?? false
    }
    #expect(needed == slow)
  }
}
