import GRDB

/// The tables of a store, and how those of earlier versions become today's.
///
/// All times are nanoseconds since 1970 (UTC), by the capture's clock.
enum StoreSchema {
  /// Kept in the file as `user_version`; counts the migrations.
  static let version = Int32(names.count)

  /// A migration that has been in a release is never changed: a new one follows it.
  private static let names = ["1 sessions, sign-ins, incidents, load", "2 keys, clock settings"]

  static func migrator() -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration(names[0]) { database in
      try database.execute(sql: first)
    }
    migrator.registerMigration(names[1]) { database in
      try database.execute(sql: second)
    }
    return migrator
  }

  /// Makes an empty file ours; a file of another program has been refused before.
  ///
  /// `auto_vacuum` must be set before the first table, and the identifier must stand in the file
  /// itself before anything is only in the log beside it.
  static func prepare(_ database: Database) throws {
    guard try Int32.fetchOne(database, sql: "PRAGMA application_id") == 0 else { return }
    try database.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
    try database.execute(sql: "PRAGMA application_id = \(StoreHeader.applicationID)")
  }

  private static let first = """
    -- One row for each start of a sensor.
    CREATE TABLE runs (
      id INTEGER PRIMARY KEY AUTOINCREMENT
    );

    -- What a run read: an interface, or a file.
    CREATE TABLE captures (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      place INTEGER NOT NULL,
      path TEXT NOT NULL,
      link_types TEXT NOT NULL,
      digits INTEGER NOT NULL,
      frames INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      drops INTEGER NOT NULL,
      connections INTEGER NOT NULL,
      start INTEGER,
      "end" INTEGER,
      UNIQUE (run, place)
    );

    CREATE TABLE sessions (
      id INTEGER PRIMARY KEY,
      capture INTEGER NOT NULL REFERENCES captures (id) ON DELETE CASCADE,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL,
      first_frame INTEGER NOT NULL,
      is_open INTEGER NOT NULL,
      client TEXT NOT NULL,
      client_port INTEGER NOT NULL,
      server TEXT NOT NULL,
      server_port INTEGER NOT NULL,
      account TEXT,
      protocol TEXT NOT NULL,
      value BLOB NOT NULL,
      UNIQUE (capture, client, client_port, server, server_port, start)
    );
    CREATE INDEX sessions_end ON sessions ("end");
    CREATE INDEX sessions_account ON sessions (account, start) WHERE account IS NOT NULL;

    CREATE TABLE sign_ins (
      session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
      place INTEGER NOT NULL,
      time INTEGER NOT NULL,
      account TEXT,
      client TEXT NOT NULL,
      server TEXT NOT NULL,
      mechanism TEXT NOT NULL,
      result TEXT NOT NULL,
      PRIMARY KEY (session, place)
    ) WITHOUT ROWID;
    CREATE INDEX sign_ins_time ON sign_ins (time);

    CREATE TABLE incidents (
      key TEXT NOT NULL PRIMARY KEY,
      -- The key under which a later run goes on with it.
      alias TEXT UNIQUE,
      run INTEGER NOT NULL,
      opened INTEGER NOT NULL,
      changed INTEGER NOT NULL,
      closed INTEGER,
      cause TEXT NOT NULL,
      verdict TEXT NOT NULL,
      server TEXT NOT NULL,
      account TEXT,
      refused INTEGER NOT NULL,
      json TEXT NOT NULL
    );
    CREATE INDEX incidents_opened ON incidents (opened);
    CREATE INDEX incidents_open ON incidents (server, account) WHERE closed IS NULL;

    CREATE TABLE load_samples (
      time INTEGER NOT NULL,
      server TEXT NOT NULL,
      account TEXT NOT NULL,
      open_sessions INTEGER NOT NULL,
      "limit" INTEGER,
      PRIMARY KEY (time, server, account)
    ) WITHOUT ROWID;
    """

  private static let second = """
    -- Secrets that last as long as the store.
    CREATE TABLE keys (
      name TEXT NOT NULL PRIMARY KEY,
      value BLOB NOT NULL
    ) WITHOUT ROWID;

    -- How the clock was set while a run went on. Its sessions stay as they were stamped.
    CREATE TABLE clock_settings (
      run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      -- The last one with a time from before.
      frame INTEGER NOT NULL,
      step INTEGER NOT NULL,
      PRIMARY KEY (run, frame)
    ) WITHOUT ROWID;
    """
}
