import GRDB
import SystemPackage

/// Opens the file of a store, for writing or only to read.
enum StoreFile {
  /// Pages in the log at which it is written back: 4 MiB, SQLite's own default.
  private static let checkpointPages = 1_000
  /// What is left of the log's file after a burst.
  private static let logBytes = 16 << 20
  /// How long another process's lock is waited for, in seconds.
  private static let patience = 5.0

  /// Opens a store that exists; nothing is changed, not even what a killed writer left behind.
  static func openToRead(_ path: String) throws(StoreError) -> DatabaseQueue {
    guard let header = try StoreHeader(path: path) else {
      throw StoreError(path: path, kind: .foreign, reason: "an empty file")
    }
    try header.check(path: path)
    do {
      var configuration = configuration
      configuration.readonly = true
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.read { try check($0, path: path) }
      return queue
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Opens a store, or makes one that only its owner may read; brings its tables up to date.
  ///
  /// Refuses before it writes: another program's file, a newer schema, a damaged file.
  static func openToWrite(_ path: String) throws(StoreError) -> DatabaseQueue {
    try create(path)
    if let header = try StoreHeader(path: path) {
      try header.check(path: path)
      // Its last connection to a damaged file might write the log back; one that reads does not.
      _ = try openToRead(path)
    }
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.inDatabase(StoreSchema.prepare)
      try StoreSchema.migrator().migrate(queue)
      try queue.inDatabase(settle)
      return queue
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Foreign keys are on by GRDB's default.
  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.label = "chokepoint.store"
    return configuration
  }

  /// An empty file, which SQLite takes for a new database, with the rights that it then gives to the
  /// files beside it as well.
  private static func create(_ path: String) throws(StoreError) {
    do {
      try FileDescriptor.open(
        FilePath(path), .readWrite, options: [.create], permissions: [.ownerReadWrite]
      ).close()
    } catch {
      let isFull = error as? Errno == .noSpace
      throw StoreError(path: path, kind: isFull ? .full : .denied, reason: "\(error)")
    }
  }

  /// A write-ahead log that is flushed at each commit.
  ///
  /// A killed process loses nothing that was committed either way, as the system has it already; with
  /// `FULL` a power failure does not either. Commits are batches, a few a second at most, and on a
  /// thread of their own: a flush for each is cheap.
  private static func settle(_ database: Database) throws {
    try database.execute(sql: "PRAGMA user_version = \(StoreSchema.version)")
    guard try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL") == "wal" else {
      throw DatabaseError(resultCode: .SQLITE_CANTOPEN, message: "no write-ahead log possible here")
    }
    try database.execute(sql: "PRAGMA synchronous = FULL")
    try database.execute(sql: "PRAGMA wal_autocheckpoint = \(checkpointPages)")
    try database.execute(sql: "PRAGMA journal_size_limit = \(logBytes)")
  }

  /// What the log beside the file may say otherwise than the file's head, and whether every table can
  /// be read from its root to its last row.
  ///
  /// More would be to read all of it, which takes minutes for gigabytes.
  private static func check(_ database: Database, path: String) throws {
    let version = try Int32.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard version <= StoreSchema.version else {
      throw StoreError(
        path: path, kind: .newer,
        reason: "schema \(version), and this version knows \(StoreSchema.version) at most")
    }
    let tables = try String.fetchAll(
      database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
    for table in tables {
      _ = try Row.fetchOne(database, sql: "SELECT * FROM \(table.quotedDatabaseIdentifier)")
    }
    let indexed = [("sessions", "\"end\""), ("sign_ins", "time"), ("incidents", "opened")]
    for (table, column) in indexed where tables.contains(table) {
      _ = try Int64.fetchOne(database, sql: "SELECT max(\(column)) FROM \(table)")
      _ = try Row.fetchOne(database, sql: "SELECT * FROM \(table) ORDER BY \(column) DESC LIMIT 1")
    }
  }
}
