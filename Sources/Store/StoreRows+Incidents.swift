import Bytes
import GRDB
import Reports

extension StoreRows {
  /// How long after the last word of an earlier run an incident of the same subject is the same one.
  private static let resumption = Interval.seconds(3_600)

  /// Writes an incident: once for its key, however often it is told.
  ///
  /// A run that was killed did not close its incidents. The next one finds them anew, under another
  /// key as they open later: it goes on with the row that is there.
  func write(_ incident: IncidentRecord, run: Int64) throws {
    if try update(incident, key: incident.key, run: run) { return }
    if let key = try abandoned(incident, run: run), try update(incident, key: key, run: run) {
      try database.execute(
        sql: "UPDATE incidents SET alias = ? WHERE key = ?", arguments: [incident.key, key])
      return
    }
    try database.cachedStatement(
      sql: """
        INSERT INTO incidents
          (key, run, opened, changed, closed, cause, verdict, server, account, refused, json)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      incident.key, run, incident.opened.nanoseconds, incident.changed.nanoseconds,
      incident.closed?.nanoseconds, incident.cause, incident.verdict, incident.server,
      incident.account, incident.refused, incident.json,
    ])
  }

  /// Changes the row of a key; false where there is none.
  private func update(_ incident: IncidentRecord, key: String, run: Int64) throws -> Bool {
    try database.cachedStatement(
      sql: """
        UPDATE incidents SET run = ?, changed = max(changed, ?), closed = coalesce(?, closed),
          cause = ?, verdict = ?, refused = max(refused, ?), json = ? WHERE key = ? OR alias = ?
        """
    ).execute(arguments: [
      run, incident.changed.nanoseconds, incident.closed?.nanoseconds, incident.cause,
      incident.verdict, incident.refused, incident.json, key, key,
    ])
    return database.changesCount > 0
  }

  /// The incident of an earlier run that this one goes on with.
  private func abandoned(_ incident: IncidentRecord, run: Int64) throws -> String? {
    try String.fetchOne(
      database,
      sql: """
        SELECT key FROM incidents
        WHERE closed IS NULL AND run < ? AND server = ? AND account IS ? AND verdict = ?
          AND changed >= ?
        ORDER BY changed DESC LIMIT 1
        """,
      arguments: [
        run, incident.server, incident.account, incident.verdict,
        incident.opened.advanced(by: Interval(nanoseconds: -Self.resumption.nanoseconds))
          .nanoseconds,
      ])
  }

  /// Closes what earlier runs left open and no later one went on with, at its last change.
  func closeAbandoned(run: Int64, now: Timestamp) throws {
    let horizon = now.advanced(by: Interval(nanoseconds: -Self.resumption.nanoseconds))
    try database.execute(
      sql: """
        UPDATE incidents SET closed = changed WHERE closed IS NULL AND run < ? AND changed < ?
        """, arguments: [run, horizon.nanoseconds])
  }
}
