import Bytes
import GRDB
import Reports
import Sessions

/// Sessions as they are read, one capture after the other.
struct StoreGathering {
  private struct Part {
    var capture: Int64
    var sessions: [StoredSession] = []
  }

  private var parts: [Part] = []

  mutating func add(_ session: StoredSession, capture: Int64) {
    if parts.last?.capture != capture { parts.append(Part(capture: capture)) }
    parts[parts.count - 1].sessions.append(session)
  }

  /// Gives what was gathered, and keeps nothing of it: there may be a million sessions.
  mutating func history(
    of database: Database, path: String, span: StoreSpan, leftOut: Int
  ) throws -> StoreHistory {
    var history = StoreHistory(captures: [], sessions: [], connections: 0, leftOut: leftOut)
    let rows = try parts.map { part in
      try Row.fetchOne(
        database, sql: "SELECT * FROM captures WHERE id = ?", arguments: [part.capture])
    }
    let runs = rows.map { $0?["run"] as Int64? ?? 0 }
    let comparable = comparableRun(runs)
    let clocks = try clocks(of: Set(runs), in: database)
    let isWhole = span.isAll && leftOut == 0
    for place in parts.indices {
      let sessions = parts[place].sessions.map { stored in
        var session = runs[place] == comparable ? stored.withSecrets : stored.session
        session.capture = history.captures.count
        return session.timed(after: clocks[runs[place]] ?? [])
      }
      parts[place].sessions = []
      guard let row = rows[place] else { continue }
      history.connections += isWhole ? row["connections"] : sessions.count
      history.captures.append(facts(row, of: sessions, path: path, isWhole: isWhole))
      history.sessions.append(sessions)
    }
    return history
  }

  /// How the clock was set in each run, by the frames.
  private func clocks(
    of runs: Set<Int64>, in database: Database
  ) throws -> [Int64: [ClockSetting]] {
    // What an earlier version wrote, and nobody opened to write since, has none.
    guard try database.tableExists("clock_settings") else { return [:] }
    return try runs.reduce(into: [:]) { clocks, run in
      clocks[run] = try Row.fetchAll(
        database, sql: "SELECT frame, step FROM clock_settings WHERE run = ? ORDER BY frame",
        arguments: [run]
      ).map { row in
        ClockSetting(frame: row["frame"], step: Interval(nanoseconds: row["step"]))
      }
    }
  }

  /// The run whose secrets are compared: the one with most to compare.
  ///
  /// Numbers of different runs say nothing of each other; taken together, one password would seem to
  /// be several.
  private func comparableRun(_ runs: [Int64]) -> Int64? {
    var counts: [Int64: Int] = [:]
    for (place, part) in parts.enumerated() {
      counts[runs[place], default: 0] += part.sessions.reduce(0) { $0 + $1.comparable }
    }
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
  }

  /// What a report says of a capture; of a part of it only what the part's sessions show.
  private func facts(
    _ row: Row, of sessions: [MailSession], path: String, isWhole: Bool
  ) -> CaptureFacts {
    func time(_ column: String) -> Timestamp? {
      (row[column] as Int64?).map { Timestamp(nanoseconds: $0) }
    }
    let source: String = row["path"]
    let name = source.isEmpty ? path : "\(path) (\(source))"
    let types: String = row["link_types"]
    let first = sessions.map(\.first.time).min()
    let last = sessions.map(\.last.time).max()
    let start = isWhole ? time("start") ?? first : first
    return CaptureFacts(
      path: parts.count > 1 ? "\(name), run \(row["run"] as Int64)" : name,
      linkTypes: types.split(separator: ",").map(String.init),
      frames: isWhole
        ? row["frames"] : sessions.reduce(0) { $0 + $1.segments.client + $1.segments.server },
      bytes: isWhole ? row["bytes"] : sessions.reduce(0) { $0 + $1.bytes.client + $1.bytes.server },
      start: start, end: isWhole ? time("end") ?? last : last, origin: start,
      digits: row["digits"], warnings: [], drops: row["drops"])
  }
}
