import Bytes
import Sessions
import TestSupport
import Testing

@testable import Diagnosis

/// Limits found in simulated contact centres, against what the server was told.
struct LimitInferenceTests {
  /// One random contact centre, and how a capture sees it.
  struct Run: CustomTestStringConvertible, Sendable {
    var seed: UInt64
    var plan: ContactCentre.Plan
    var view: CaptureView
    var testDescription: String { "seed \(seed)" }

    init(seed: UInt64) {
      self.seed = seed
      var random = SeededGenerator(seed: seed)
      plan = ContactCentre.Plan(
        limit: Int.random(in: 0..<5, using: &random) == 0
          ? nil : Int.random(in: 4...40, using: &random),
        agents: Int.random(in: 2...60, using: &random))
      plan.arrival = Int.random(in: 200...4_000, using: &random)
      let shortest = Int.random(in: 500...4_000, using: &random)
      plan.hold = shortest...(shortest + Int.random(in: 500...6_000, using: &random))
      plan.retry = 5...Int.random(in: 50...2_000, using: &random)
      plan.wrongPasswords = Int.random(in: 0..<4, using: &random) == 0 ? 1 : 0
      view = CaptureView(
        start: Bool.random(using: &random) ? 0 : Int.random(in: 0...3_000, using: &random))
      plan.loss = Double.random(in: 0...0.03, using: &random)
    }
  }

  struct Outcome {
    var run: Run
    var wasReached: Bool
    var verdict: Verdict
    var cause: Cause?
    var limit: LimitFinding?
    var confidence: Double
    var isBothSides: Bool
    /// Most connections that the server held at one time.
    var peak: Int

    var isFalseAlarm: Bool { !wasReached && verdict == .throttling }
    var isIntervalRight: Bool {
      guard let limit, let truth = run.plan.limit else { return true }
      return (limit.atLeast ?? 0) <= truth && truth <= (limit.atMost ?? .max)
    }
  }

  static func outcome(of run: Run) -> Outcome {
    let centre = ContactCentre(run.plan, seed: run.seed)
    let sessions = run.view.sessions(of: centre)
    let diagnosis = Diagnosis(of: sessions)
    let throttling = diagnosis.incidents.first { $0.verdict == .throttling }
    let seen = centre.connections.filter { $0.decision >= run.view.start }
    // Both sides: the last free place was given away, and somebody met the full house, in view.
    let isBothSides =
      run.view.start == 0 && centre.wasReached
      && seen.contains { $0.isAccepted } && centre.peak == run.plan.limit
    return Outcome(
      run: run, wasReached: centre.wasReached, verdict: diagnosis.verdict,
      cause: diagnosis.incidents.first?.cause, limit: throttling?.limit,
      confidence: throttling?.confidence ?? 0, isBothSides: isBothSides, peak: centre.peak)
  }

  @Test func `limits of random contact centres are found, and none where there is none`() {
    let outcomes = (UInt64(1)...60).map { Self.outcome(of: Run(seed: $0)) }
    let alarms = outcomes.filter(\.isFalseAlarm).map(\.run.seed)
    #expect(alarms == [], "false alarms")
    let wrong = outcomes.filter { !$0.isIntervalRight }
    #expect(wrong.count * 100 <= outcomes.count, "wrong intervals: \(wrong.map(\.run.seed))")
    let both = outcomes.filter(\.isBothSides)
    let exact = both.filter { $0.limit?.value == $0.run.plan.limit }
    let inexact = both.filter { $0.limit?.value != $0.run.plan.limit }.map(\.run.seed)
    #expect(exact.count * 10 >= both.count * 9, "\(exact.count) of \(both.count); not: \(inexact)")
    let missed = outcomes.filter { $0.isBothSides && $0.verdict != .throttling }.map(\.run.seed)
    #expect(missed.count * 20 <= both.count, "missed: \(missed)")
  }

  /// A contact centre that reaches its limit, is let above it for some seconds, and reaches it again.
  static func lifted(seed: UInt64) -> Run {
    var run = Run(seed: seed)
    var random = SeededGenerator(seed: seed &+ 1_000)
    let limit = Int.random(in: 6...30, using: &random)
    run.plan.limit = limit
    run.plan.agents = limit / 2 + Int.random(in: 5...15, using: &random)
    run.plan.length = 24_000
    run.plan.retry = 5...400
    run.plan.wrongPasswords = 0
    run.plan.loss = 0
    let start = Int.random(in: 7_000...9_000, using: &random)
    run.plan.lifted = start..<(start + Int.random(in: 4_000...8_000, using: &random))
    run.view.start = 0
    return run
  }

  @Test func `a limit that was lifted for a while is told as the one that refused, and when`() {
    let outcomes = (UInt64(1)...60).map { Self.outcome(of: Self.lifted(seed: $0)) }
      // Where hardly anybody was let in above it, there is nothing to tell a lifted limit by.
      .filter { $0.peak >= ($0.run.plan.limit ?? 0) + 4 }
    #expect(outcomes.count > 50)
    let wrong = outcomes.filter { !$0.isIntervalRight }.map(\.run.seed)
    #expect(wrong == [], "wrong intervals")
    // What it is at least is always right: sign-ins just below it were let in.
    let unsure = outcomes.filter { $0.limit?.atLeast != $0.run.plan.limit }.map(\.run.seed)
    #expect(unsure == [], "not as near as it can be told")
    let exact = outcomes.filter { $0.limit?.value == $0.run.plan.limit }
    #expect(exact.count * 10 >= outcomes.count * 7, "\(exact.count) of \(outcomes.count)")
    #expect(outcomes.allSatisfy { $0.limit?.lifted.count == 1 })
  }
}
