import Alerts
import TestSupport
import Testing

struct BackoffTests {
  @Test(arguments: [(1, 1.0), (2, 2), (3, 4), (5, 16), (6, 30), (7, 30), (1_000, 30)])
  func `a pause doubles with each failure up to the bound, and jitter takes up to a half`(
    failures: Int, full: Double
  ) {
    let backoff = Backoff(first: .seconds(1), longest: .seconds(30))
    var generator = SeededGenerator(seed: 7)
    let pauses = (0..<500).map { _ in backoff.pause(afterFailures: failures, using: &generator) }
    #expect(pauses.allSatisfy { $0 >= .seconds(full / 2) && $0 <= .seconds(full) })
    // The whole range is used, or sensors would come back together.
    #expect(pauses.contains { $0 < .seconds(full * 0.55) })
    #expect(pauses.contains { $0 > .seconds(full * 0.95) })
  }
}
