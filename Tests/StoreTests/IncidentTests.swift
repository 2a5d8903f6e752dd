import Bytes
import Reports
import Store
import StoreSupport
import Testing

struct IncidentTests {
  private func incidents(_ folder: Folder) throws -> [IncidentRecord] {
    try StoreReader(path: folder.path()).incidents(in: StoreSpan())
  }

  @Test func `an incident is kept once however often it is told`() throws {
    let folder = try Folder()
    let store = try SensorStore(path: folder.path())
    for seconds in 0..<5 {
      try store.write(
        StoreBatch(incidents: [Samples.incident("a", changed: seconds, refused: seconds)]))
    }
    try store.write(StoreBatch(incidents: [Samples.incident("a", changed: 9, closed: 9)]))
    // A late word does not open it again.
    try store.write(StoreBatch(incidents: [Samples.incident("a", changed: 3)]))
    let kept = try incidents(folder)
    #expect(kept.count == 1)
    #expect(kept.first?.changed == Samples.time(9))
    #expect(kept.first?.closed == Samples.time(9))
    #expect(kept.first?.refused == 4)
    #expect(try store.openIncidents().isEmpty)
  }

  @Test func `a run goes on with the incident that a killed one left open`() throws {
    let folder = try Folder()
    for run in 0..<3 {
      let store = try SensorStore(path: folder.path())
      let left = try store.openIncidents().map(\.key)
      #expect(left == (run == 0 ? [] : ["found-0"]))
      for step in 0..<3 {
        let time = run * 100 + step
        try store.write(
          StoreBatch(
            incidents: [Samples.incident("found-\(run)", opened: run * 100, changed: time)]))
      }
    }
    let kept = try incidents(folder)
    #expect(kept.map(\.key) == ["found-0"])
    #expect(kept.first?.opened == Samples.time(0))
    #expect(kept.first?.changed == Samples.time(202))
  }

  @Test func `another account, verdict or day is another incident`() throws {
    let folder = try Folder()
    try SensorStore(path: folder.path()).write(
      StoreBatch(incidents: [Samples.incident("a", changed: 10)]))
    let second = try SensorStore(path: folder.path())
    try second.write(
      StoreBatch(incidents: [
        Samples.incident("b", account: "other", opened: 20, changed: 20),
        Samples.incident("c", account: nil, opened: 20, changed: 20),
        Samples.incident("d", opened: 20, changed: 20, verdict: "credentials"),
        Samples.incident("e", opened: 86_400, changed: 86_400),
      ]))
    #expect(try incidents(folder).map(\.key) == ["a", "b", "c", "d", "e"])
  }

  @Test func `two of one run stay two`() throws {
    let folder = try Folder()
    let store = try SensorStore(path: folder.path())
    try store.write(StoreBatch(incidents: [Samples.incident("a"), Samples.incident("b")]))
    #expect(try incidents(folder).map(\.key) == ["a", "b"])
  }

  @Test func `what nobody went on with is closed at its last change`() throws {
    let folder = try Folder()
    try SensorStore(path: folder.path()).write(
      StoreBatch(incidents: [Samples.incident("a", changed: 10)]))
    let store = try SensorStore(path: folder.path())
    try store.write(StoreBatch(incidents: [Samples.incident("b", account: "x", changed: 10)]))
    _ = try store.prune(StoreRetention(), now: Samples.time(3_600))
    #expect(try store.openIncidents().map(\.key) == ["a", "b"])
    _ = try store.prune(StoreRetention(), now: Samples.time(3_700))
    #expect(try store.openIncidents().map(\.key) == ["b"])
    #expect(try incidents(folder).first?.closed == Samples.time(10))
  }

  @Test func `a span holds what was open in it`() throws {
    let folder = try Folder()
    let store = try SensorStore(path: folder.path())
    try store.write(
      StoreBatch(incidents: [
        Samples.incident("a", opened: 0, changed: 5, closed: 10),
        Samples.incident("b", opened: 20, changed: 25, closed: 30),
        Samples.incident("c", opened: 25, changed: 25),
      ]))
    let reader = StoreReader(of: store)
    func keys(_ since: Int?, _ until: Int?) throws -> [String] {
      try reader.incidents(
        in: StoreSpan(since: since.map(Samples.time), until: until.map(Samples.time))
      ).map(\.key)
    }
    #expect(try keys(nil, nil) == ["a", "b", "c"])
    #expect(try keys(10, 19) == ["a"])
    #expect(try keys(11, 19) == [])
    #expect(try keys(31, nil) == ["c"])
    #expect(try keys(nil, 22) == ["a", "b"])
  }
}
