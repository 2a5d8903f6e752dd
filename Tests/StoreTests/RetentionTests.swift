import Bytes
import Reports
import Store
import StoreSupport
import Testing

struct RetentionTests {
  private static let day = 86_400

  /// Prunes to the end; how many steps it took.
  private func prune(_ store: SensorStore, _ retention: StoreRetention, now: Int) throws -> Int {
    var steps = 1
    while try store.prune(retention, now: Samples.time(now)) { steps += 1 }
    return steps
  }

  @Test func `what ended too long ago goes, the open incident stays`() throws {
    let folder = try Folder()
    let store = try SensorStore(path: folder.path())
    let days = 0..<100
    try store.write(
      StoreBatch(
        sessions: days.map { Samples.session($0, at: $0 * Self.day) },
        incidents: days.map { day in
          Samples.incident(
            "\(day)", account: "\(day)", opened: day * Self.day, changed: day * Self.day,
            closed: day == 0 ? nil : day * Self.day)
        }, samples: days.map { Samples.sample($0 * Self.day) }))
    let retention = StoreRetention(age: .seconds(Int64(30 * Self.day)))
    _ = try prune(store, retention, now: 99 * Self.day)
    #expect(try number(folder.path(), "SELECT min(first_frame) FROM sessions") == 69 * 10 + 1)
    #expect(try number(folder.path(), "SELECT count(*) FROM sessions") == 31)
    #expect(try number(folder.path(), "SELECT count(*) FROM sign_ins") == 31)
    #expect(try number(folder.path(), "SELECT count(*) FROM load_samples") == 31)
    let incidents = try StoreReader(of: store).incidents(in: StoreSpan())
    #expect(incidents.map(\.key) == (["0"] + (69..<100).map { "\($0)" }))
  }

  @Test func `a store that is too large is cut back, oldest first, and its file with it`() throws {
    let folder = try Folder()
    let store = try SensorStore(path: folder.path())
    for batch in 0..<60 {
      try store.write(
        StoreBatch(
          sessions: (0..<200).map { Samples.session(batch * 200 + $0) },
          incidents: [Samples.incident("open")], samples: [Samples.sample(batch * 200)]))
    }
    let full = try store.usedBytes()
    let bound = full / 2
    let steps = try prune(store, StoreRetention(bytes: bound), now: 12_000)
    let used = try store.usedBytes()
    #expect(used <= bound)
    #expect(used > bound / 2)
    // Each step is a bounded transaction.
    #expect(steps >= 5)
    let first = try number(folder.path(), "SELECT min(first_frame) FROM sessions")
    let count = try number(folder.path(), "SELECT count(*) FROM sessions")
    #expect(first == (12_000 - count) * 10 + 1)
    #expect(try store.openIncidents().map(\.key) == ["open"])
    // A second time there is nothing to do.
    #expect(try prune(store, StoreRetention(bytes: bound), now: 12_000) == 1)
    #expect(try number(folder.path(), "PRAGMA freelist_count") < 10)
    #expect(try number(folder.path(), "PRAGMA page_count") * 4_096 <= bound + (1 << 16))
  }

  @Test func `a store of nothing but an open incident is left alone`() throws {
    let folder = try Folder()
    let store = try SensorStore(path: folder.path())
    try store.write(StoreBatch(incidents: [Samples.incident("open")]))
    #expect(try prune(store, StoreRetention(age: .zero, bytes: 1), now: 1_000_000) == 1)
    #expect(try store.openIncidents().map(\.key) == ["open"])
  }

  @Test func `runs of which nothing is left are forgotten`() throws {
    let folder = try Folder()
    for run in 0..<3 {
      try SensorStore(path: folder.path()).write(
        StoreBatch(
          captures: [StoredCapture(path: "eth0")],
          sessions: [Samples.session(run, at: run * Self.day)]))
    }
    let store = try SensorStore(path: folder.path())
    try store.write(StoreBatch(captures: [StoredCapture(path: "eth0")]))
    let retention = StoreRetention(age: .seconds(Int64(Self.day)))
    _ = try prune(store, retention, now: 2 * Self.day + 60)
    let runs: [Int] = try query(folder.path(), "SELECT run FROM captures ORDER BY run")
    #expect(runs == [3, 4])
    #expect(try query(folder.path(), "SELECT id FROM runs ORDER BY id") == [3, 4])
  }
}
