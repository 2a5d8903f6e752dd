package import Bytes
import GRDB
package import Packets

/// How many sessions an account had open on a server at an instant.
package struct LoadSample: Hashable, Sendable {
  package var time: Timestamp
  package var server: Endpoint
  package var account: String
  package var openSessions: Int
  /// The server's limit, where it is known.
  package var limit: Int?

  package init(
    time: Timestamp, server: Endpoint, account: String, openSessions: Int, limit: Int? = nil
  ) {
    self.time = time
    self.server = server
    self.account = account
    self.openSessions = openSessions
    self.limit = limit
  }
}

extension LoadSample {
  /// A row; nil where its server is no address.
  init?(_ row: Row) {
    guard let server = Endpoint(row["server"] as String) else { return nil }
    self.init(
      time: Timestamp(nanoseconds: row["time"]), server: server, account: row["account"],
      openSessions: row["open_sessions"], limit: row["limit"])
  }
}
