import Bytes
import Sessions
import TestSupport
import Testing

@testable import Diagnosis

/// A limit met by many, seen from where only some of them pass.
struct PartialViewTests {
  private static let agents = 13

  private static func incidents(seed: UInt64, agents seen: Int) -> Incident? {
    var plan = ContactCentre.Plan(limit: 16, agents: agents)
    plan.length = 15_000
    let centre = ContactCentre(plan, seed: seed)
    var random = SeededGenerator(seed: seed)
    let order = Array(0..<agents).shuffled(using: &random)
    let view = CaptureView(agents: Set(order.prefix(seen)))
    return Diagnosis(of: view.sessions(of: centre)).incidents.first
  }

  @Test func `confidence falls with the clients in view, and one alone gives no value`() {
    let seeds = UInt64(1)...20
    var means: [Double] = []
    for seen in 1...Self.agents {
      let all = seeds.compactMap { Self.incidents(seed: $0, agents: seen) }
      let found = all.filter { $0.verdict == .throttling }
      means.append(found.reduce(0) { $0 + $1.confidence } / Double(max(1, seeds.count)))
      for incident in found {
        #expect((incident.limit?.atLeast ?? 0) <= 16)
        #expect((incident.limit?.atMost ?? .max) >= 16)
        if seen < 2 { #expect(incident.limit?.value == nil) }
      }
    }
    for (fewer, more) in zip(means, means.dropFirst()) { #expect(fewer <= more + 0.02) }
  }
}
