import Streams
import Testing

/// The reassembler against the naive rules, byte by byte, on sequences that no honest host sends.
struct HostileSequenceTests {
  /// A batch a case: 2,000 sequences normally, 20,000 with `CHOKEPOINT_THOROUGH`.
  @Test(arguments: 0..<10)
  func `does what the naive rules do, whatever comes`(batch: Int) {
    let count = RandomRuns.isThorough ? 2000 : 200
    for run in 0..<count {
      var random = RandomRuns.source(2_000_000 + batch * 2000 + run)
      let policy =
        random.chance(0.5) ? .first : OverlapPolicy.allCases.randomElement(using: &random)
      let example = HostileSequence.example(random)
      let naive = NaiveReassembler(example, policy: policy ?? .first)
      let result = ReassemblyRun(example, policy: policy ?? .first)
      let isRight =
        result.sessions == naive.sessions && result.imbalances.isEmpty
        && (result.anomalies + result.info).sorted() == naive.anomalies.sorted()
      guard !isRight else { continue }
      let different = Set(result.anomalies + result.info).symmetricDifference(naive.anomalies)
      Issue.record(
        """
        seed \(RandomRuns.seed), batch \(batch), run \(run), \(String(describing: policy)):
        \(example.events)
        anomalies \(different.sorted()), \(result.imbalances)
        got \(result.sessions)
        not \(naive.sessions)
        """)
      return
    }
  }
}
