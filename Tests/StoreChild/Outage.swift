import Foundation
import Store
import StoreSupport
import Synchronization

/// Lets a writer meet a full volume, and gives it room again.
enum Outage {
  /// What happened, for a test to read.
  struct Account: Codable {
    var events: [String] = []
    /// What opening another store said meanwhile.
    var opening = ""
    var added = 0
    /// Sessions that waited when there was room again.
    var waited = 0
    var lost = 0
    /// Milliseconds that the slowest call took.
    var slowest = 0.0
  }

  static func run(folder: String) throws {
    let folder = URL(filePath: folder)
    let events = Mutex<[String]>([])
    let store = try SensorStore(path: folder.appending(path: "store.db").path)
    var limits = StoreWriterLimits()
    limits.gathering = .milliseconds(5)
    limits.firstPause = .milliseconds(50)
    limits.longestPause = .milliseconds(200)
    let writer = StoreWriter(store, limits: limits) { event in
      let word =
        switch event {
        case .stopped(let error): "stopped: \(error.kind)"
        case .resumed(let lost): "resumed, \(lost.total) lost"
        case .refused(let error, _): "refused: \(error.kind)"
        }
      events.withLock { $0.append(word) }
    }
    var account = Account()
    func add(_ count: Int) {
      for _ in 0..<count {
        let start = ContinuousClock.now
        writer.add([Samples.session(account.added)])
        account.slowest = max(account.slowest, (ContinuousClock.now - start) / .milliseconds(1))
        account.added += 1
      }
    }
    add(100)
    try wait { writer.status.written.sessions == 100 }
    let ballast = folder.appending(path: "ballast")
    fill(ballast)
    try wait {
      guard writer.status.trouble == nil else { return true }
      add(20)
      return false
    }
    do throws(StoreError) {
      _ = try SensorStore(path: folder.appending(path: "other.db").path)
    } catch {
      account.opening = "\(error.kind)"
    }
    add(500)
    // Several tries go wrong meanwhile, and none is told.
    Thread.sleep(forTimeInterval: 0.8)
    account.waited = writer.status.waiting.sessions
    try FileManager.default.removeItem(at: ballast)
    try wait { writer.status.trouble == nil && writer.status.waiting.total == 0 }
    account.lost = writer.finish(within: .seconds(10)).lost.total
    account.events = events.withLock { $0 }
    FileHandle.standardOutput.write(try JSONEncoder().encode(account))
    let stored = try StoreReader(path: store.path).history(in: StoreSpan()).sessions
    FileHandle.standardOutput.write(Data("\n\(stored.reduce(0) { $0 + $1.count })\n".utf8))
  }

  /// Writes until nothing more fits.
  private static func fill(_ file: URL) {
    _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    guard let handle = FileHandle(forWritingAtPath: file.path) else { return }
    for size in [1 << 16, 1 << 12, 1] {
      let piece = Data(repeating: 0, count: size)
      while (try? handle.write(contentsOf: piece)) != nil {}
    }
  }

  private struct TooLong: Error {}

  private static func wait(until isTrue: () -> Bool) throws {
    let end = ContinuousClock.now + .seconds(20)
    while !isTrue() {
      guard ContinuousClock.now < end else { throw TooLong() }
      Thread.sleep(forTimeInterval: 0.01)
    }
  }
}
