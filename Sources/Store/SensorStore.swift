import GRDB
package import Reports
import Synchronization

/// The file in which a sensor keeps what it saw.
///
/// Each opening for writing is a run of its own: frames and secrets are numbered anew in it. What
/// `write` returned from is there after a `kill -9` and after a power failure.
package final class SensorStore: Sendable {
  /// What belongs to this opening.
  struct Run {
    /// Nil until something was written.
    var id: Int64?
    /// Rows of the captures, by place.
    var captures: [Int64] = []
    var secrets = SecretNumbers()
    /// Whether the store was too large and is not yet small enough.
    var isCutting = false
  }

  package let path: String
  let queue: DatabaseQueue
  private let run = Mutex(Run())

  /// Opens a store, or makes one that only its owner may read.
  ///
  /// A file of another program, a newer schema and a damaged file are refused and left as they are.
  package init(path: String) throws(StoreError) {
    self.path = path
    queue = try StoreFile.openToWrite(path)
  }

  /// Writes a batch, on the caller's thread; after an error nothing of it is there.
  package func write(_ batch: StoreBatch) throws(StoreError) {
    try change { database, run in
      try StoreRows(database: database).write(batch, run: &run)
    }
  }

  /// Incidents that are not over, also those that an earlier run left behind.
  package func openIncidents() throws(StoreError) -> [IncidentRecord] {
    do {
      return try queue.read { database in
        try Row.fetchAll(
          database, sql: "SELECT * FROM incidents WHERE closed IS NULL ORDER BY opened"
        ).map { IncidentRecord($0) }
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Changes rows in a transaction; what is remembered of the run changes only if it is committed.
  func change<Result: Sendable>(
    _ body: (Database, inout Run) throws -> Result
  ) throws(StoreError) -> Result {
    do {
      return try run.withLock { run in
        var changed = run
        let result = try queue.write { database in try body(database, &changed) }
        run = changed
        return result
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }
}
