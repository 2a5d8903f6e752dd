import Foundation
import GRDB

extension SensorStore {
  /// A secret that lasts as long as the store: what is named by it keeps its name after a restart.
  ///
  /// - Parameter new: is kept where there is none of that name yet.
  package func key(_ name: String, orElse new: [UInt8]) throws(StoreError) -> [UInt8] {
    do {
      return try queue.write { database in
        try database.execute(
          sql: "INSERT OR IGNORE INTO keys (name, value) VALUES (?, ?)",
          arguments: [name, Data(new)])
        let kept = try Data.fetchOne(
          database, sql: "SELECT value FROM keys WHERE name = ?", arguments: [name])
        return kept.map(Array.init) ?? new
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }
}
