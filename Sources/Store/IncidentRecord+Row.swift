import Bytes
import GRDB
import Reports

extension IncidentRecord {
  init(_ row: Row) {
    func time(_ column: String) -> Timestamp? {
      (row[column] as Int64?).map { Timestamp(nanoseconds: $0) }
    }
    let opened = time("opened") ?? Timestamp(nanoseconds: 0)
    self.init(
      key: row["key"], opened: opened, changed: time("changed") ?? opened, closed: time("closed"),
      cause: row["cause"], verdict: row["verdict"], server: row["server"],
      account: row["account"], refused: row["refused"], json: row["json"])
  }
}
