import Foundation
import Reports
import Sessions
import Store
import StoreSupport
import Synchronization
import Testing

struct WriterTests {
  /// What a writer told, in words.
  private final class Told: Sendable {
    private let words = Mutex<[String]>([])

    var all: [String] { words.withLock { $0 } }

    func note(_ event: StoreEvent) {
      words.withLock { words in
        switch event {
        case .stopped(let error): words.append("stopped: \(error.kind)")
        case .resumed(let lost): words.append("resumed, lost: \(lost)")
        case .refused(let error, let rows): words.append("refused: \(error.kind), \(rows)")
        }
      }
    }
  }

  private static var quick: StoreWriterLimits {
    var limits = StoreWriterLimits()
    limits.gathering = .milliseconds(5)
    limits.firstPause = .milliseconds(20)
    limits.longestPause = .milliseconds(50)
    return limits
  }

  private func wait(until isTrue: () throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(20)
    while try !isTrue(), ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(5)) }
  }

  @Test func `what is added is written, without being asked for`() async throws {
    let folder = try Folder()
    let told = Told()
    let writer = StoreWriter(try SensorStore(path: folder.path()), limits: Self.quick) {
      told.note($0)
    }
    for number in 0..<2_000 {
      writer.add([Samples.session(number)])
      writer.add([Samples.sample(number)])
      writer.add(Samples.incident("a", changed: number))
    }
    try await wait { writer.status.waiting.total == 0 }
    #expect(writer.status.waitingBytes == 0)
    #expect(writer.status.written.sessions == 2_000)
    #expect(try number(folder.path(), "SELECT count(*) FROM sessions") == 2_000)
    #expect(try number(folder.path(), "SELECT count(*) FROM load_samples") == 2_000)
    let incidents = try StoreReader(path: folder.path()).incidents(in: StoreSpan())
    #expect(incidents.map(\.changed) == [Samples.time(1_999)])
    #expect(told.all.isEmpty)
  }

  @Test func `finishing writes what waits`() throws {
    let folder = try Folder()
    var limits = Self.quick
    limits.gathering = .seconds(3_600)
    let writer = StoreWriter(try SensorStore(path: folder.path()), limits: limits) { _ in }
    writer.add((0..<1_234).map { Samples.session($0) })
    let status = writer.finish(within: .seconds(20))
    #expect(status.waiting.total == 0)
    #expect(try number(folder.path(), "SELECT count(*) FROM sessions") == 1_234)
    writer.add([Samples.session(9_999)])
    #expect(writer.status.waiting.total == 0)
  }

  @Test func `a store that may not grow stops once and resumes once, nothing lost`() async throws {
    let folder = try Folder()
    let store = try SensorStore(path: folder.path())
    let told = Told()
    let writer = StoreWriter(store, limits: Self.quick) { told.note($0) }
    try store.setLargestSize(256 << 10)
    for number in 0..<3_000 { writer.add([Samples.session(number)]) }
    writer.add(Samples.incident("a"))
    try await wait { told.all.count == 1 }
    #expect(told.all == ["stopped: full"])
    #expect(writer.status.trouble?.kind == .full)
    // Several tries.
    try await Task.sleep(for: .milliseconds(300))
    #expect(told.all.count == 1)
    #expect(writer.status.waiting.sessions > 1_000)
    try store.setLargestSize(nil)
    try await wait { writer.status.waiting.total == 0 && told.all.count == 2 }
    #expect(told.all == ["stopped: full", "resumed, lost: \(StoreCounts())"])
    #expect(writer.status.trouble == nil)
    #expect(try number(folder.path(), "SELECT count(*) FROM sessions") == 3_000)
    #expect(try number(folder.path(), "SELECT count(*) FROM incidents") == 1)
  }

  @Test func `what waits is bounded, and what is lost is counted by kind`() async throws {
    let folder = try Folder()
    let store = try SensorStore(path: folder.path())
    try store.setLargestSize(1)
    let told = Told()
    var limits = Self.quick
    limits.rows = 1_000
    limits.bytes = 64 << 20
    let writer = StoreWriter(store, limits: limits) { told.note($0) }
    writer.add((0..<1_500).map { Samples.session($0) })
    writer.add([Samples.sample(0), Samples.sample(1)])
    writer.add(Samples.incident("a"))
    try await wait { !told.all.isEmpty }
    #expect(writer.status.waiting == StoreCounts(sessions: 1_000, incidents: 1))
    #expect(writer.status.lost == StoreCounts(sessions: 500, samples: 2))
    writer.add([Samples.session(2_000)])
    #expect(writer.status.lost == StoreCounts(sessions: 501, samples: 2))
    try store.setLargestSize(nil)
    try await wait { writer.status.waiting.total == 0 && told.all.count > 1 }
    #expect(told.all.last == "resumed, lost: \(StoreCounts(sessions: 1))")
    #expect(writer.status.waitingBytes == 0)
    // The oldest are there: the gap has one beginning.
    #expect(try number(folder.path(), "SELECT count(*) FROM sessions") == 1_000)
    #expect(try number(folder.path(), "SELECT max(first_frame) FROM sessions") == 9_991)
  }

  @Test func `the bytes that wait are bounded, an incident still finds room`() throws {
    var limits = Self.quick
    limits.gathering = .seconds(3_600)
    limits.bytes = 1 << 20
    let folder = try Folder()
    let writer = StoreWriter(try SensorStore(path: folder.path()), limits: limits) { _ in }
    writer.add((0..<10_000).map { Samples.session($0) })
    #expect(writer.status.lost.sessions > 5_000)
    #expect(writer.status.waitingBytes <= 3 << 18)
    writer.add(Samples.incident("a"))
    #expect(writer.status.waiting.incidents == 1)
    for number in 0..<5_000 { writer.add(Samples.incident("\(number)")) }
    #expect(writer.status.lost.incidents > 1_000)
    #expect(writer.status.waitingBytes <= 1 << 20)
  }

  @Test func `a row that can never be written costs no other`() throws {
    let folder = try Folder()
    let told = Told()
    var limits = Self.quick
    limits.gathering = .seconds(3_600)
    let writer = StoreWriter(try SensorStore(path: folder.path()), limits: limits) {
      told.note($0)
    }
    var sessions = (0..<700).map { Samples.session($0) }
    for index in [3, 4, 450, 699] { sessions[index].capture = index.isMultiple(of: 2) ? -1 : .max }
    writer.add(captures: [StoredCapture(path: "eth0")])
    writer.add(sessions)
    writer.add(Samples.incident("a"))
    writer.add([Samples.sample(0)])
    let status = writer.finish(within: .seconds(30))
    #expect(status.lost == StoreCounts(sessions: 4))
    #expect(status.waiting.total == 0)
    #expect(status.waitingBytes == 0)
    #expect(try number(folder.path(), "SELECT count(*) FROM sessions") == 696)
    #expect(try number(folder.path(), "SELECT count(*) FROM incidents") == 1)
    #expect(try query(folder.path(), "SELECT path FROM captures") == ["eth0"])
    #expect(told.all == Array(repeating: "refused: refused, \(StoreCounts(sessions: 1))", count: 4))
  }
}
