/// How long to wait before the next attempt: twice as long each time, up to a bound.
///
/// Jitter takes up to a half off, so that sensors that lost one target together do not come back
/// together.
package struct Backoff: Hashable, Sendable {
  package var first: Duration = .seconds(1)
  package var longest: Duration = .seconds(30)

  package init() {}

  package init(first: Duration, longest: Duration) {
    self.first = first
    self.longest = longest
  }

  /// The pause after so many failures, from 1 on.
  package func pause(
    afterFailures failures: Int, using generator: inout some RandomNumberGenerator
  ) -> Duration {
    // 2^20 times any pause worth waiting for is beyond the bound, and does not overflow.
    let doublings = min(max(0, failures - 1), 20)
    let full = min(first * (1 << doublings), longest)
    return full * Double.random(in: 0.5...1, using: &generator)
  }
}
