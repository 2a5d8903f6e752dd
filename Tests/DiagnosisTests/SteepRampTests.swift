import Bytes
import Sessions
import Testing

@testable import Diagnosis

/// Agents that all start at once: the server's decisions cross, and few loads are known exactly.
struct SteepRampTests {
  private let refusal = "A1 NO AUTHENTICATE failed."
  private let success = "A1 OK AUTHENTICATE completed."

  /// Twelve agents sign in twice within a second, six connections on their way at any time; two
  /// more are refused from then on, and nobody leaves before they give up.
  private func ramp() -> SessionScript {
    var script = SessionScript()
    for number in 0..<24 {
      script.signIn(client: 1 + number / 2, at: number * 4, until: 5_000, answer: success)
    }
    for number in 0..<26 {
      let time = 100 + number * 20
      script.signIn(client: 20 + number % 2, at: time, until: time + 25, answer: refusal)
    }
    return script
  }

  @Test func `refusals at the highest load only are a limit's, not a lock's`() throws {
    let diagnosis = Diagnosis(of: ramp().sessions)
    #expect(diagnosis.verdict == .throttling)
    let incident = try #require(diagnosis.incidents.first)
    #expect(incident.cause == .connectionsPerUser)
    #expect((incident.limit?.atLeast ?? 0) <= 24 && (incident.limit?.atMost ?? .max) >= 24)
  }

  @Test func `refusals that go on after others have left are a lock's`() throws {
    var script = ramp()
    for number in 0..<30 {
      let time = 6_000 + number * 100
      script.signIn(client: 1 + number % 12, at: time, until: time + 25, answer: refusal)
    }
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.cause == .lockedOrDisabled)
  }

  @Test func `one explanation by loads is weighed by both looks at them`() throws {
    func limit(_ score: Double, _ bounds: ClosedRange<Int>) throws -> Hypothesis {
      var fit = try #require(
        ThresholdFit([Observation(low: 5, high: 5, wasRefused: true, client: 0)]))
      (fit.atLeast, fit.atMost) = (bounds.lowerBound, bounds.upperBound)
      return Hypothesis(cause: .connectionsPerUser, score: score, fit: fit, because: "")
    }
    let lock = Hypothesis(cause: .lockedOrDisabled, score: -4, because: "")
    let weighed = Hypothesis.weighed(
      [try limit(-9, 4...8), lock], ifPrompt: [try limit(-3, 6...6), lock])
    #expect(weighed[0].score > -3.5 && weighed[0].score < -3)
    #expect(weighed[1].score == -4)
    // A closer look that contradicts what must be is none.
    let other = Hypothesis.weighed(
      [try limit(-9, 4...5), lock], ifPrompt: [try limit(-3, 6...6), lock])
    #expect(other[0].score == -9)
  }
}
