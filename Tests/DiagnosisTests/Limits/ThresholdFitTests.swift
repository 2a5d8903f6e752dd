import TestSupport
import Testing

@testable import Diagnosis

struct ThresholdFitTests {
  /// What one attempt costs a limit, said plainly.
  private func cost(_ attempt: Observation, _ limit: Int, _ price: Likelihood) -> Double {
    let loads = attempt.low...(attempt.high ?? 1_000)
    let outcomes = Set(loads.map { ($0 >= limit) == attempt.wasRefused })
    if outcomes == [true] { return Likelihood.right }
    if outcomes == [false] { return Likelihood.wrong }
    return attempt.wasRefused ? price.openRefusal : price.openSuccess
  }

  /// The cost of a limit, counted attempt by attempt.
  private func cost(of limit: Int, _ attempts: [Observation]) -> Double {
    let price = Likelihood(of: attempts)
    return Dictionary(grouping: attempts, by: \.client).values.reduce(0) { sum, own in
      let all = own.reduce(0) { $0 + cost($1, limit, price) }
      let isAlways = own.allSatisfy(\.wasRefused)
      return sum + (isAlways ? min(all, ThresholdFit.setAsidePrice * Likelihood.wrong) : all)
    }
  }

  private func wrong(_ limit: Int, _ attempts: [Observation]) -> Double {
    let price = Likelihood(of: attempts)
    return Dictionary(grouping: attempts, by: \.client).values.reduce(0) { sum, own in
      let all = Double(own.count { cost($0, limit, price) == Likelihood.wrong })
      return sum + (own.allSatisfy(\.wasRefused) ? min(all, ThresholdFit.setAsidePrice) : all)
    }
  }

  private func withoutRetries(_ attempts: [Observation]) -> [Observation] {
    var kept: [Observation] = []
    for attempt in attempts {
      let previous = kept.last { $0.client == attempt.client }
      if attempt.wasRefused, previous == attempt { continue }
      kept.append(attempt)
    }
    return kept
  }

  @Test(arguments: 0..<300)
  func `the best limits are those that trying every limit finds`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let attempts = (0..<Int.random(in: 1...25, using: &random)).map { _ in
      let low = Int.random(in: 0...9, using: &random)
      return Observation(
        low: low, high: low + Int.random(in: 0...2, using: &random),
        wasRefused: Bool.random(using: &random), client: Int.random(in: 0...3, using: &random))
    }
    guard let fit = ThresholdFit(attempts) else {
      #expect(attempts.allSatisfy { !$0.wasRefused })
      return
    }
    let kept = withoutRetries(attempts)
    let ceiling = 1 + kept.reduce(0) { max($0, $1.low, $1.high ?? 0) }
    let limits = Array(1...ceiling)
    let least = try #require(limits.map { wrong($0, kept) }.min())
    let best = limits.filter { wrong($0, kept) <= least + 1e-9 }
    let cheapest = try #require(best.map { cost(of: $0, kept) }.min())
    #expect(abs(fit.cost - cheapest) < 1e-9, "seed \(seed)")
    #expect(best.allSatisfy { $0 >= fit.atLeast && $0 <= fit.atMost ?? .max }, "seed \(seed)")
    if fit.mispredictions == 0 {
      #expect(fit.atLeast == best.first, "seed \(seed)")
    }
  }

  @Test func `successes below and refusals at sixteen leave one limit`() throws {
    var attempts = (0..<16).map {
      Observation(low: $0, high: $0, wasRefused: false, client: $0)
    }
    attempts += (0..<8).map { Observation(low: 16, high: 16, wasRefused: true, client: 100 + $0) }
    let fit = try #require(ThresholdFit(attempts))
    #expect(fit.atLeast == 16)
    #expect(fit.atMost == 16)
    #expect(fit.mispredictions == 0)
    #expect(fit.setAside.isEmpty)
  }

  @Test func `a client with a trouble of its own is set aside, and the limit stays exact`() throws {
    var attempts: [Observation] = []
    for load in 0..<16 {
      attempts.append(Observation(low: load, high: load, wasRefused: true, client: 99))
      attempts.append(Observation(low: load, high: load, wasRefused: false, client: load))
    }
    attempts += (0..<4).map { Observation(low: 16, high: 16, wasRefused: true, client: 200 + $0) }
    let fit = try #require(ThresholdFit(attempts))
    #expect(fit.atLeast == 16)
    #expect(fit.atMost == 16)
    #expect(fit.setAside == [99])
  }

  @Test func `loads that were never met leave a range`() throws {
    let fit = try #require(
      ThresholdFit([
        Observation(low: 3, high: 3, wasRefused: false, client: 0),
        Observation(low: 9, high: 9, wasRefused: true, client: 0),
      ]))
    #expect(fit.atLeast == 4)
    #expect(fit.atMost == 9)
  }

  @Test func `refusals at an unknown load give no upper bound`() throws {
    let fit = try #require(
      ThresholdFit([
        Observation(low: 1, high: 1, wasRefused: false, client: 0),
        Observation(low: 2, high: nil, wasRefused: true, client: 0),
      ]))
    #expect(fit.atLeast == 2)
    #expect(fit.atMost == nil)
  }
}
