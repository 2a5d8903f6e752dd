import Foundation
import GRDB

/// A folder for stores, removed with the value.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "chokepoint-store-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String = "sensor.db") -> String { url.appending(path: name).path }

  func file(_ name: String, _ bytes: Data) throws -> String {
    try bytes.write(to: url.appending(path: name))
    return path(name)
  }

  func bytes(_ name: String = "sensor.db") throws -> Data {
    try Data(contentsOf: url.appending(path: name))
  }
}

/// Asks a database file by way of SQLite alone.
func query<Value: DatabaseValueConvertible>(_ path: String, _ sql: String) throws -> [Value] {
  var configuration = Configuration()
  configuration.readonly = true
  return try DatabaseQueue(path: path, configuration: configuration).read { database in
    try Value.fetchAll(database, sql: sql)
  }
}

func number(_ path: String, _ sql: String) throws -> Int {
  (try query(path, sql) as [Int]).first ?? -1
}
