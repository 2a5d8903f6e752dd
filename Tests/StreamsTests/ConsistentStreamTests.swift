import Bytes
import Testing

/// The reassembler against the byte map, on streams whose copies agree.
struct ConsistentStreamTests {
  /// A batch a case: 20,000 streams normally, 100,000 with `CHOKEPOINT_THOROUGH`.
  @Test(arguments: 0..<20)
  func `delivers every captured byte once, in order, however it came`(batch: Int) {
    let count = RandomRuns.isThorough ? 5000 : 1000
    for run in 0..<count {
      var random = RandomRuns.source(batch * 5000 + run)
      let stream = ConsistentStream(&random)
      let result = ReassemblyRun(stream.example)
      let isRight =
        result.sessions.first?.c2s == stream.client.items
        && result.sessions.first?.s2c == stream.server.items
        && result.anomalies.allSatisfy { $0.hasPrefix("keep_alive@") }
        && result.imbalances.isEmpty
      guard !isRight else { continue }
      Issue.record(
        """
        seed \(RandomRuns.seed), batch \(batch), run \(run): \(result.anomalies), \
        \(result.imbalances), \(String(describing: result.sessions.first))
        """)
      return
    }
  }

  @Test func `delivers as soon as everything before was delivered`() {
    for run in 0..<40 {
      var random = RandomRuns.source(1_000_000 + run)
      let stream = ConsistentStream(&random)
      for count in stream.example.events.indices {
        var cut = stream.example
        cut.events = Array(cut.events[...count])
        var model = ByteMapModel()
        for event in cut.events where event.dir == "c2s" {
          model.add((event.data ?? "").unicodeScalars.map { UInt8($0.value) }, at: event.off)
        }
        let delivered = ReassemblyRun(cut, isClosed: false).delivered(.client)
        #expect(delivered == model.contiguousEnd - 1, "seed \(RandomRuns.seed), run \(run)")
      }
    }
  }
}
