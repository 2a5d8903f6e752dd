import Foundation
import Store
import StoreSupport

/// Writes batches as fast as it can.
enum Writing {
  /// Never returns; a line on standard output says which batch is written, and by whom.
  static func run(path: String) throws {
    let store = try SensorStore(path: path)
    let process = ProcessInfo.processInfo.processIdentifier
    let start = Int(Date().timeIntervalSince1970) - 1_795_000_000
    var batch = 0
    while true {
      let account = "batch-\(process)-\(batch)"
      let sessions = (0..<KillBatch.size(batch)).map { place in
        Samples.session(
          batch * 100 + place, account: account, at: start + batch, isOpen: place % 3 == 0)
      }
      try store.write(
        StoreBatch(
          captures: [StoredCapture(path: "eth0", frames: batch)], sessions: sessions,
          incidents: [
            // One under the same key in every run, one that each run finds anew.
            Samples.incident("key-\(batch % 10)", account: "account-\(batch % 10)", refused: batch),
            Samples.incident("found-\(process)", opened: start, changed: start + batch),
          ], samples: [Samples.sample(start + batch)]))
      FileHandle.standardOutput.write(Data("\(process) \(batch)\n".utf8))
      batch += 1
    }
  }
}
