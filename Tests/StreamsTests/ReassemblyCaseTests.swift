import Streams
import Testing

/// Holds the reassembler against the case file, which tests may read but the package does not hold:
/// without it (see `CHOKEPOINT_CASES`) these tests are skipped.
@Suite(.enabled(if: ReassemblyCaseFile.isPresent, "no reassembly-cases.json found"))
struct ReassemblyCaseTests {
  @Test(arguments: ReassemblyCaseFile.cases)
  func `gives the bytes, gaps, ends and anomalies of the case`(_ example: ReassemblyCase) {
    check(ReassemblyRun(example), example)
  }

  @Test(
    arguments: ReassemblyCaseFile.cases.filter { !$0.hasSeveralIncarnations },
    [0, 1, UInt32.max, UInt32.max - 10])
  func `does not depend on the initial sequence numbers`(_ example: ReassemblyCase, isn: UInt32) {
    check(ReassemblyRun(example, isn: isn), example)
  }

  @Test(arguments: ReassemblyCaseFile.cases.filter { $0.expected?.otherPolicies != nil })
  func `follows the other overlap policies`(_ example: ReassemblyCase) {
    for (name, items) in example.expected?.otherPolicies ?? [:] {
      guard let policy = OverlapPolicy(rawValue: name) else {
        Issue.record("no policy is called \(name)")
        continue
      }
      let run = ReassemblyRun(example, policy: policy)
      #expect(run.sessions.first?.c2s == items, "policy \(name)")
      #expect(run.imbalances == [], "policy \(name)")
    }
  }

  @Test func `the case file has cases`() {
    #expect(ReassemblyCaseFile.cases.count >= 90)
  }

  private func check(_ run: ReassemblyRun, _ example: ReassemblyCase) {
    #expect(run.sessions == example.expected?.first)
    #expect(run.anomalies.sorted() == (example.anomalies ?? []).sorted())
    #expect(Set(run.info).isSuperset(of: example.info ?? []))
    #expect(run.imbalances == [])
  }
}
