package import Bytes
import GRDB

extension SensorStore {
  /// Takes one step to what is to be kept; false when there is nothing left to do.
  ///
  /// - Parameter now: the capture's time, so that a replay of last year's traffic is not old at once.
  package func prune(_ retention: StoreRetention, now: Timestamp) throws(StoreError) -> Bool {
    let horizon = now.advanced(by: Interval(nanoseconds: -retention.age.nanoseconds))
    let hasMore = try change { database, run in
      let pruning = StorePruning(database: database, run: run.id)
      let used = try StorePruning.usedBytes(database)
      if used > retention.bytes { run.isCutting = true }
      if used <= retention.bytes / 100 * StoreRetention.cutBack { run.isCutting = false }
      return try pruning.step(horizon: horizon, isCutting: run.isCutting, now: now)
    }
    do {
      try queue.inDatabase { database in
        try database.execute(sql: "PRAGMA incremental_vacuum(\(StoreRetention.stepPages))")
      }
    } catch {
      throw StoreError(error, path: path)
    }
    return hasMore
  }

  /// Sets how large the file may grow, the log beside it not counted; nil for as large as it will.
  ///
  /// At the bound writing fails as on a full volume. Holds until the store is opened anew.
  package func setLargestSize(_ bytes: Int?) throws(StoreError) {
    do {
      try queue.inDatabase { database in
        let page = try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 4_096
        let pages = bytes.map { max(1, $0 / page) } ?? Int(UInt32.max - 1)
        _ = try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(pages)")
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Bytes of the file that are in use.
  package func usedBytes() throws(StoreError) -> Int {
    do {
      return try queue.read(StorePruning.usedBytes)
    } catch {
      throw StoreError(error, path: path)
    }
  }
}

/// Deletes what is not to be kept, inside a transaction.
struct StorePruning {
  let database: Database
  /// Nil where this run has written nothing yet.
  let run: Int64?

  /// Whether there is more to delete.
  func step(horizon: Timestamp, isCutting: Bool, now: Timestamp) throws -> Bool {
    try StoreRows(database: database).closeAbandoned(run: run ?? .max, now: now)
    var deleted = try delete(before: horizon)
    if isCutting, let end = try endOfOldest() {
      deleted += try delete(before: Timestamp(nanoseconds: end))
    }
    try forgetRuns()
    return deleted > 0
  }

  static func usedBytes(_ database: Database) throws -> Int {
    func number(_ pragma: String) throws -> Int {
      try Int.fetchOne(database, sql: "PRAGMA \(pragma)") ?? 0
    }
    return try (number("page_count") - number("freelist_count")) * number("page_size")
  }

  /// Deletes a step's worth of what ended before an instant; returns how many rows.
  private func delete(before horizon: Timestamp) throws -> Int {
    var deleted = 0
    for (table, row, time) in [
      ("sessions", "id", "\"end\""), ("incidents", "rowid", "closed"),
    ] {
      try database.execute(
        sql: """
          DELETE FROM \(table) WHERE \(row) IN (
            SELECT \(row) FROM \(table) WHERE \(time) < ? ORDER BY \(time) LIMIT ?)
          """, arguments: [horizon.nanoseconds, StoreRetention.stepRows])
      deleted += database.changesCount
    }
    return deleted + (try deleteSamples(before: horizon))
  }

  /// They have no number: all up to the time of the last one of a step go.
  private func deleteSamples(before horizon: Timestamp) throws -> Int {
    let last = try Int64.fetchOne(
      database,
      sql: """
        SELECT max(time) FROM (SELECT time FROM load_samples WHERE time < ? ORDER BY time LIMIT ?)
        """, arguments: [horizon.nanoseconds, StoreRetention.stepRows])
    guard let last else { return 0 }
    try database.execute(
      sql: "DELETE FROM load_samples WHERE time <= ?", arguments: [last])
    return database.changesCount
  }

  /// Just behind the end of the last of the oldest sessions, or samples, that one step deletes.
  private func endOfOldest() throws -> Int64? {
    let ends = try [
      "SELECT \"end\" AS t FROM sessions ORDER BY t LIMIT ?",
      "SELECT time AS t FROM load_samples ORDER BY t LIMIT ?",
      "SELECT closed AS t FROM incidents WHERE closed IS NOT NULL ORDER BY t LIMIT ?",
    ].compactMap { sql in
      try Int64.fetchOne(
        database, sql: "SELECT max(t) FROM (\(sql))", arguments: [StoreRetention.stepRows])
    }
    return ends.min().map { $0 + 1 }
  }

  /// Forgets earlier runs of which nothing is left.
  private func forgetRuns() throws {
    try database.execute(
      sql: """
        DELETE FROM captures WHERE run < ? AND NOT EXISTS (
          SELECT 1 FROM sessions WHERE capture = captures.id)
        """, arguments: [run ?? .max])
    try database.execute(
      sql: """
        DELETE FROM runs WHERE id < ? AND NOT EXISTS (
          SELECT 1 FROM captures WHERE run = runs.id)
        """, arguments: [run ?? .max])
  }
}
