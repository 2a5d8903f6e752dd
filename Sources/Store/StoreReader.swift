import Bytes
import Foundation
import GRDB
package import Reports
import Sessions

/// Reads a store that a sensor may be writing meanwhile; changes nothing in it.
package struct StoreReader: Sendable {
  /// Sessions that are read at most: some two gigabytes of memory.
  package static let sessionLimit = 1_000_000

  private let path: String
  private let queue: DatabaseQueue

  /// Opens a store that another process may be writing.
  ///
  /// In the process that writes it use `init(of:)`: a file that is closed there gives up SQLite's locks
  /// on it (SQLite, "How To Corrupt An SQLite Database File", 2.2).
  package init(path: String) throws(StoreError) {
    self.path = path
    queue = try StoreFile.openToRead(path)
    guard try read({ try $0.tableExists("sessions") }) else {
      throw StoreError(path: path, kind: .foreign, reason: "nothing was ever written to it")
    }
  }

  /// Reads by way of the writer's own connection, between two of its transactions.
  package init(of store: SensorStore) {
    path = store.path
    queue = store.queue
  }

  /// Incidents that were open at any time of the span, the oldest first.
  package func incidents(in span: StoreSpan) throws(StoreError) -> [IncidentRecord] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM incidents WHERE opened <= ? AND (closed IS NULL OR closed >= ?)
          ORDER BY opened, key
          """, arguments: [span.last, span.first]
      ).map { IncidentRecord($0) }
    }
  }

  /// The load samples of the span, the oldest first.
  package func samples(in span: StoreSpan) throws(StoreError) -> [LoadSample] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM load_samples WHERE time BETWEEN ? AND ? ORDER BY time",
        arguments: [span.first, span.last]
      ).compactMap { LoadSample($0) }
    }
  }

  /// The sessions that lasted into the span, the latest ones where there are too many.
  package func history(
    in span: StoreSpan, limit: Int = sessionLimit
  ) throws(StoreError) -> StoreHistory {
    try read { database in
      let condition = "start <= ? AND \"end\" >= ?"
      let bounds: StatementArguments = [span.last, span.first]
      let count =
        try Int.fetchOne(
          database, sql: "SELECT count(*) FROM sessions WHERE \(condition)", arguments: bounds) ?? 0
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT capture, value FROM (
            SELECT id, capture, first_frame, value FROM sessions WHERE \(condition)
            ORDER BY "end" DESC LIMIT ?)
          ORDER BY capture, first_frame, id
          """, arguments: bounds + [limit])
      var gathering = StoreGathering()
      while let row = try rows.next() {
        gathering.add(try StoredSession(row["value"] as Data), capture: row["capture"])
      }
      return try gathering.history(
        of: database, path: path, span: span, leftOut: max(0, count - limit))
    }
  }

  private func read<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
    do {
      return try queue.read(body)
    } catch let error as DecodingError {
      throw StoreError(path: path, kind: .damaged, reason: "a row cannot be read: \(error)")
    } catch {
      throw StoreError(error, path: path)
    }
  }
}
