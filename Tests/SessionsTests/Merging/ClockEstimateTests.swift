import Bytes
import TestSupport
import Testing

@testable import Sessions

struct ClockEstimateTests {
  /// Moments that two places show, one of which has another clock and is some way off.
  private func pairs(
    offset: Int64, drift: Double, way: Int64, seed: UInt64, count: Int = 80
  ) -> [ClockEstimate.Pair] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { index in
      let reference = Int64(index) * 150_000_000
      let side: Side = index % 2 == 0 ? .client : .server
      let isOutlier = Int.random(in: 0..<8, using: &random) == 0
      let delay = Int64.random(in: 0...20_000, using: &random) + (isOutlier ? 250_000_000 : 0)
      let gained = Int64(Double(reference) * drift / 1_000_000)
      return ClockEstimate.Pair(
        side: side, reference: reference,
        difference: offset + gained + (side == .client ? way : -way) + delay)
    }
  }

  @Test(arguments: [Int64(5_000_000_000), -5_000_000_000, 0, 3_600_000_000_000])
  func `offset and drift are found through outliers and a way between the places`(
    offset: Int64
  ) throws {
    for (seed, drift) in [(UInt64(1), 200.0), (2, -200), (3, 0)] {
      let fit = try #require(
        ClockEstimate.fit(
          pairs(offset: offset, drift: drift, way: 300_000, seed: seed), connections: 4))
      #expect(abs(fit.offset.nanoseconds - offset) < 1_000_000, "drift \(drift)")
      #expect(abs(fit.drift - drift) < 20, "\(fit.drift)")
      #expect(fit.uncertainty >= Interval(nanoseconds: 290_000))
    }
  }

  @Test func `a clock's times come back from the other clock`() {
    let fit = ClockFit(
      origin: Timestamp(nanoseconds: 1_000), offset: .seconds(5), drift: 200,
      uncertainty: .zero, landmarks: 2, connections: 1)
    for seconds in [Int64(0), 1, 60, 100_000, -100_000] {
      let time = Timestamp(nanoseconds: seconds * 1_000_000_000)
      let back = fit.reference(of: fit.own(of: time))
      #expect(abs(back.nanoseconds - time.nanoseconds) <= 1_000, "\(seconds) s")
    }
  }

  @Test func `nothing is fitted to nothing, and extreme times do not trap`() {
    #expect(ClockEstimate.fit([], connections: 0) == nil)
    let wild = [Int64.min, .max, 0, -1].flatMap { reference in
      [Int64.min, .max, 0].map {
        ClockEstimate.Pair(side: .client, reference: reference, difference: $0)
      }
    }
    #expect(ClockEstimate.fit(wild, connections: 1) != nil)
  }
}
