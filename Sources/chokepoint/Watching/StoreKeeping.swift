import Bytes
import Diagnosis
import Packets
import Pipeline
import Reports
import Sensor
import SensorMetrics
import Sessions
import Settings
import Store

/// What a sensor keeps of what it sees.
final class StoreKeeping {
  /// How often sessions that go on, loads and counters are written.
  private static let rhythm = Duration.seconds(30)

  /// What accounts are named by in the metrics, so that a restart does not begin their series anew.
  let labelKey: [UInt8]?
  private let writer: StoreWriter
  /// Incidents that an earlier run left open and that this one has not met again.
  private(set) var leftBehind: [IncidentRecord]
  private var next = ContinuousClock.now
  private var clock: [ClockSetting] = []

  init(_ settings: SensorConfiguration.Store) throws(StoreError) {
    let store = try SensorStore(path: settings.path)
    leftBehind = try store.openIncidents()
    // On a full volume, a key of this run must do.
    labelKey = try? store.key("metrics labels", orElse: AccountLabel.randomKey())
    var retention = StoreRetention()
    retention.age = .seconds(Int64(settings.days) * 86_400)
    retention.bytes = settings.size << 20
    writer = StoreWriter(store, retention: retention) { event in
      switch event {
      case .stopped(let error):
        Terminal.message("\(error); what comes is kept until it can be written")
      case .resumed(let lost):
        Terminal.message("the store is written again; \(lost.sessions) sessions were lost")
      case .refused(let error, let lost):
        Terminal.message("\(error); \(lost.sessions) sessions were refused")
      }
    }
  }

  /// What the incident book is to take up again.
  var earlier: [IncidentBook.Earlier] {
    leftBehind.compactMap { record in
      IncidentBook.Earlier(
        key: record.key, server: record.server, account: record.account, verdict: record.verdict,
        opened: record.opened, refusals: record.refused)
    }
  }

  /// The system's clock was set: all settings of this run.
  func clockWasSet(_ settings: [ClockSetting]) {
    clock = settings
    writer.add(clock: settings)
  }

  /// Keeps sessions, as they were stamped: what was written before the clock was set need not be
  /// written again, whoever reads puts all right.
  func keep(_ sessions: [MailSession]) {
    guard !sessions.isEmpty else { return }
    let undone = clock.map(\.undone)
    writer.add(undone.isEmpty ? sessions : sessions.map { $0.timed(after: undone) })
  }

  func keep(_ event: IncidentEvent) throws {
    let record = try IncidentRecord(event)
    leftBehind.removeAll { $0.key == record.key }
    writer.add(record)
  }

  /// Closes what an earlier run left open and nobody was refused by since this one began.
  func settle() {
    for var record in leftBehind {
      record.closed = record.changed
      writer.add(record)
    }
    leftBehind = []
  }

  /// Writes what goes on now and then; what has ended is written at once.
  func keep(
    _ open: [MailSession], loads: [LoadSample], _ status: LivePipeline.Status,
    from start: Timestamp?, to end: Timestamp
  ) {
    let now = ContinuousClock.now
    guard now >= next else { return }
    next = now + Self.rhythm
    writer.add(captures: [capture(status, from: start, to: end)])
    keep(open)
    writer.add(loads)
  }

  var status: StoreStatus { writer.status }

  /// Writes what is left, for ten seconds at most.
  func finish(_ status: LivePipeline.Status, from start: Timestamp?, to end: Timestamp?) {
    writer.add(captures: [capture(status, from: start, to: end)])
    let left = writer.finish(within: .seconds(10))
    guard left.waiting.sessions + left.waiting.incidents > 0 else { return }
    Terminal.message(
      "the store lacks \(left.waiting.sessions) sessions and \(left.waiting.incidents) incidents")
  }

  private func capture(
    _ status: LivePipeline.Status, from start: Timestamp?, to end: Timestamp?
  ) -> StoredCapture {
    StoredCapture(
      path: status.interfaces.map(\.name).joined(separator: ", "), frames: status.frames,
      bytes: status.payloadBytes, drops: status.drops, connections: status.opened, start: start,
      end: end)
  }
}
