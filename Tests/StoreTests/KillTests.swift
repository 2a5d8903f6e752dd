import Foundation
import Packets
import Reports
import Store
import StoreSupport
import Testing

struct KillTests {
  private static let kills = 50

  /// A batch, by the process that wrote it.
  private struct Batch: Hashable {
    var process: Int
    var number: Int
  }

  @Test func `nothing committed is gone after fifty kills, and no incident is there twice`()
    async throws
  {
    let folder = try Folder()
    var generator = SystemRandomNumberGenerator()
    var acknowledged: Set<Batch> = []
    var withWork = 0
    for _ in 0..<Self.kills {
      // From before the store is open to hundreds of batches.
      let moment = Int.random(in: 10...500, using: &generator)
      let lines = try await run(folder.path(), killedAfter: .milliseconds(moment))
      if !lines.isEmpty { withWork += 1 }
      acknowledged.formUnion(lines)
      guard FileManager.default.fileExists(atPath: folder.path()) else { continue }
      try check(folder, acknowledged, last: lines.last)
    }
    // Most of the kills hit a writer at work.
    #expect(withWork > Self.kills / 3)
    #expect(try query(folder.path(), "PRAGMA integrity_check") == ["ok"])
    print("killed \(Self.kills) times, \(withWork) at work, \(acknowledged.count) batches kept")
  }

  /// Opens the store as a sensor does, and looks for every batch.
  private func check(_ folder: Folder, _ acknowledged: Set<Batch>, last: Batch?) throws {
    let store = try SensorStore(path: folder.path())
    let rows: [String] = try query(
      folder.path(), "SELECT account || '-' || count(*) FROM sessions GROUP BY account")
    var found: Set<Batch> = []
    for row in rows {
      let parts = row.split(separator: "-").compactMap { Int($0) }
      try #require(parts.count == 3)
      // Whole, or not there.
      #expect(parts[2] == KillBatch.size(parts[1]))
      found.insert(Batch(process: parts[0], number: parts[1]))
    }
    #expect(acknowledged.subtracting(found).isEmpty)
    let incidents = try StoreReader(of: store).incidents(in: StoreSpan())
    #expect(incidents.count <= 11)
    #expect(Set(incidents.map { "\($0.server) \($0.account ?? "")" }).count == incidents.count)
    if let last { #expect(incidents.map(\.refused).max() ?? 0 >= last.number) }
    #expect(try store.openIncidents().count == incidents.count)
  }

  /// Lets a child write until it is killed; the batches it said were written.
  private func run(_ path: String, killedAfter moment: Duration) async throws -> [Batch] {
    let process = Child.writer.process(["write", path])
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let reading = Task.detached { pipe.fileHandleForReading.readDataToEndOfFile() }
    try await Task.sleep(for: moment)
    #expect(process.isRunning)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    let lines = String(decoding: await reading.value, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
      // What follows the last line break was not said to its end.
      .dropLast()
    return lines.map { line in
      let parts = line.split(separator: " ").compactMap { Int($0) }
      return Batch(process: parts.first ?? -1, number: parts.last ?? -1)
    }
  }
}
