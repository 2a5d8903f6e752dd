import Foundation
import GRDB
import Store
import StoreSupport
import Testing

struct OpeningTests {
  @Test func `a new store is its owner's only, with a log, and knows what it is`() throws {
    let folder = try Folder()
    let store = try SensorStore(path: folder.path())
    try store.write(StoreBatch(sessions: [Samples.session(0)]))
    for name in ["sensor.db", "sensor.db-wal", "sensor.db-shm"] {
      let rights = try FileManager.default.attributesOfItem(atPath: folder.path(name))
      #expect((rights[.posixPermissions] as? NSNumber)?.intValue == 0o600, "\(name)")
    }
    #expect(try number(folder.path(), "PRAGMA application_id") == 0x6368_6f6b)
    #expect(try number(folder.path(), "PRAGMA auto_vacuum") == 2)
    #expect(try query(folder.path(), "PRAGMA journal_mode") == ["wal"])
  }

  @Test func `migrations are named, and done once`() throws {
    let folder = try Folder()
    for number in 0..<3 {
      try SensorStore(path: folder.path()).write(
        StoreBatch(sessions: [Samples.session(number)]))
    }
    let names: [String] = try query(folder.path(), "SELECT identifier FROM grdb_migrations")
    #expect(names == ["1 sessions, sign-ins, incidents, load", "2 keys, clock settings"])
    #expect(try number(folder.path(), "PRAGMA user_version") == names.count)
    #expect(try number(folder.path(), "SELECT count(*) FROM sessions") == 3)
    #expect(try number(folder.path(), "SELECT count(*) FROM runs") == 3)
  }

  @Test func `a store of an earlier version is read as it is, and brought up to date to write`()
    throws
  {
    let folder = try Folder()
    try SensorStore(path: folder.path()).write(StoreBatch(sessions: [Samples.session(0)]))
    try DatabaseQueue(path: folder.path()).inDatabase { database in
      try database.execute(
        sql: """
          DROP TABLE keys;
          DROP TABLE clock_settings;
          DELETE FROM grdb_migrations WHERE identifier = '2 keys, clock settings';
          PRAGMA user_version = 1
          """)
    }
    #expect(try StoreReader(path: folder.path()).history(in: StoreSpan()).sessions.count == 1)
    #expect(try number(folder.path(), "PRAGMA user_version") == 1)
    try SensorStore(path: folder.path()).write(StoreBatch(sessions: [Samples.session(1)]))
    #expect(try number(folder.path(), "PRAGMA user_version") == 2)
    #expect(try number(folder.path(), "SELECT count(*) FROM sessions") == 2)
  }

  @Test func `a key stays the same however often the store is opened`() throws {
    let folder = try Folder()
    let first = try SensorStore(path: folder.path()).key("metrics", orElse: [1, 2, 3])
    let second = try SensorStore(path: folder.path()).key("metrics", orElse: [4])
    #expect(first == [1, 2, 3] && second == first)
    #expect(try SensorStore(path: folder.path()).key("other", orElse: [4]) == [4])
  }

  @Test func `a store that was only begun is finished`() throws {
    let folder = try Folder()
    try DatabaseQueue(path: folder.path()).inDatabase { database in
      try database.execute(sql: "PRAGMA application_id = \(0x6368_6f6b)")
    }
    #expect { try StoreReader(path: folder.path()) } throws: {
      ($0 as? StoreError)?.kind == .foreign
    }
    try SensorStore(path: folder.path()).write(StoreBatch(sessions: [Samples.session(0)]))
    #expect(try StoreReader(path: folder.path()).history(in: StoreSpan()).sessions.count == 1)
  }

  @Test func `what is no store is refused and left as it is`() throws {
    let folder = try Folder()
    _ = try folder.file("text", Data("not a database, but long enough to look".utf8))
    _ = try folder.file("short", Data("SQLite format 3\0".utf8))
    try DatabaseQueue(path: folder.path("other")).inDatabase { database in
      try database.execute(sql: "CREATE TABLE sessions (id); INSERT INTO sessions VALUES (1)")
    }
    for name in ["text", "short", "other"] { try expectRefusal(folder, name, .foreign) }
    try expectRefusal(folder, "nowhere/sensor.db", .denied, reading: .missing, isThere: false)
    #expect { try StoreReader(path: folder.path("absent")) } throws: {
      ($0 as? StoreError)?.kind == .missing
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("absent")))
  }

  @Test func `a folder is no store`() throws {
    let folder = try Folder()
    #expect(throws: StoreError.self) { try SensorStore(path: folder.url.path) }
    #expect(throws: StoreError.self) { try StoreReader(path: folder.url.path) }
  }

  @Test func `a newer schema is refused, also where only the log knows of it`() throws {
    let folder = try Folder()
    do { _ = try SensorStore(path: folder.path()) }
    try DatabaseQueue(path: folder.path()).inDatabase { database in
      try database.execute(sql: "PRAGMA user_version = 99")
    }
    try expectRefusal(folder, "sensor.db", .newer)
    do { _ = try SensorStore(path: folder.path("second")) }
    let other = try DatabaseQueue(path: folder.path("second"))
    try other.inDatabase { try $0.execute(sql: "PRAGMA user_version = 98") }
    // As long as it is open nothing is written back from the log.
    try withExtendedLifetime(other) { try expectRefusal(folder, "second", .newer) }
  }

  @Test(arguments: 0..<20)
  func `a damaged store is refused or read, and left as it is`(seed: Int) throws {
    let folder = try Folder()
    do {
      let store = try SensorStore(path: folder.path())
      try store.write(
        StoreBatch(
          sessions: (0..<300).map { Samples.session($0) }, incidents: [Samples.incident("a")]))
    }
    var bytes = try folder.bytes()
    let page = 4_096
    let pages = bytes.count / page
    // Whole pages of nonsense, those of the schema and of the tables' roots first.
    for number in seed..<min(pages, seed + 3) {
      let start = number * page + (number == 0 ? 100 : 0)
      for place in start..<((number + 1) * page) { bytes[place] = UInt8(place * 37 % 251) }
    }
    _ = try folder.file("sensor.db", bytes)
    if seed < 12 { try expectRefusal(folder, "sensor.db", .damaged) }
    _ = try? StoreReader(path: folder.path()).history(in: StoreSpan())
    #expect(try folder.bytes() == bytes)
  }

  private func expectRefusal(
    _ folder: Folder, _ name: String, _ kind: StoreError.Kind, reading: StoreError.Kind? = nil,
    isThere: Bool = true
  ) throws {
    let before = isThere ? try folder.bytes(name) : nil
    func isRight(_ error: any Error, _ kind: StoreError.Kind) -> Bool {
      guard let error = error as? StoreError, error.kind == kind else { return false }
      return error.description.hasPrefix(folder.path(name) + ": ")
        && !error.description.contains("\n")
    }
    #expect { try SensorStore(path: folder.path(name)) } throws: { isRight($0, kind) }
    #expect { try StoreReader(path: folder.path(name)) } throws: { isRight($0, reading ?? kind) }
    if isThere { #expect(try folder.bytes(name) == before) }
  }
}
