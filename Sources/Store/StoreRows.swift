import Bytes
import GRDB
import Mail
import Packets
import Reports
import Sessions

/// Writes rows inside a transaction.
struct StoreRows {
  let database: Database

  /// Captures that a run may have.
  private static let captures = 4_096

  func write(_ batch: StoreBatch, run: inout SensorStore.Run) throws {
    let id = try begin(&run)
    for (place, capture) in batch.captures.enumerated() {
      try write(capture, row: row(of: place, run: id, &run))
    }
    for setting in batch.clock { try write(setting, run: id) }
    for session in batch.sessions {
      try write(session, capture: row(of: session.capture, run: id, &run), &run.secrets)
    }
    for incident in batch.incidents { try write(incident, run: id) }
    for sample in batch.samples { try write(sample) }
  }

  private func begin(_ run: inout SensorStore.Run) throws -> Int64 {
    if let id = run.id { return id }
    try database.execute(sql: "INSERT INTO runs DEFAULT VALUES")
    let id = database.lastInsertedRowID
    run.id = id
    return id
  }

  /// The row of a capture, which is made where nothing has been said of it yet.
  private func row(of place: Int, run id: Int64, _ run: inout SensorStore.Run) throws -> Int64 {
    guard (0..<Self.captures).contains(place) else {
      throw DatabaseError(resultCode: .SQLITE_RANGE, message: "no capture \(place)")
    }
    while run.captures.count <= place {
      try database.execute(
        sql: """
          INSERT INTO captures
            (run, place, path, link_types, digits, frames, bytes, drops, connections)
          VALUES (?, ?, '', '', 9, 0, 0, 0, 0)
          """, arguments: [id, run.captures.count])
      run.captures.append(database.lastInsertedRowID)
    }
    return run.captures[place]
  }

  private func write(_ capture: StoredCapture, row: Int64) throws {
    try database.cachedStatement(
      sql: """
        UPDATE captures SET path = ?, link_types = ?, digits = ?, frames = ?, bytes = ?, drops = ?,
          connections = ?, start = ?, "end" = ? WHERE id = ?
        """
    ).execute(arguments: [
      capture.path, capture.linkTypes.joined(separator: ","), capture.digits, capture.frames,
      capture.bytes, capture.drops, capture.connections, capture.start?.nanoseconds,
      capture.end?.nanoseconds, row,
    ])
  }

  private func write(
    _ session: MailSession, capture: Int64, _ secrets: inout SecretNumbers
  ) throws {
    let value = try StoredSession(session, numbers: &secrets).encoded()
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO sessions (capture, start, "end", first_frame, is_open, client, client_port,
          server, server_port, account, protocol, value)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (capture, client, client_port, server, server_port, start) DO UPDATE SET
          "end" = excluded."end", first_frame = excluded.first_frame, is_open = excluded.is_open,
          account = excluded.account, protocol = excluded.protocol, value = excluded.value
        RETURNING id
        """)
    let id = try Int64.fetchOne(
      statement,
      arguments: [
        capture, session.first.time.nanoseconds, session.last.time.nanoseconds,
        session.first.frame, session.closing == .open, session.client.address.description,
        session.client.port, session.server.address.description, session.server.port,
        session.authentications.last { $0.account != nil }?.account?.user,
        session.mailProtocol.rawValue, value,
      ])
    guard let id else { return }
    for (place, fact) in session.authentications.enumerated() {
      try database.cachedStatement(
        sql: "INSERT OR REPLACE INTO sign_ins VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
      ).execute(arguments: [
        id, place, fact.answer.time.nanoseconds, fact.account?.user,
        session.client.address.description, session.server.description, fact.mechanism,
        fact.result.rawValue,
      ])
    }
  }

  private func write(_ setting: ClockSetting, run id: Int64) throws {
    try database.cachedStatement(
      sql: "INSERT OR REPLACE INTO clock_settings (run, frame, step) VALUES (?, ?, ?)"
    ).execute(arguments: [id, setting.frame, setting.step.nanoseconds])
  }

  private func write(_ sample: LoadSample) throws {
    try database.cachedStatement(
      sql: "INSERT OR REPLACE INTO load_samples VALUES (?, ?, ?, ?, ?)"
    ).execute(arguments: [
      sample.time.nanoseconds, sample.server.description, sample.account, sample.openSessions,
      sample.limit,
    ])
  }
}
