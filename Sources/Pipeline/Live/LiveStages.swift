import Bytes
import Sessions
import Streams

/// What the segments of a live capture go through, and the sessions as they are at any moment.
struct LiveStages {
  /// The same stages that serve files.
  private var stages: Stages
  /// How long after the last segment of a connection that is over its session has ended.
  ///
  /// The record stays much longer, for late copies of segments; they tell nothing of the session, and
  /// one of a busy server's many is not to be weighed with those that are open.
  private static let grace = Interval.seconds(5)

  /// The open sessions as they were looked at last, by the slot of their connections.
  private var seen: [Seen?] = []

  private struct Seen {
    var serial: Int
    var lastFrame: Int
    var session: MailSession?
  }

  init(options: PipelineOptions) { stages = Stages(capture: 0, options: options, lines: nil) }

  var digester: SegmentDigester { stages.table.digester }
  var streams: StreamStatistics { stages.table.statistics }
  var tracking: SessionStatistics { stages.tracker.statistics }
  var openCount: Int { stages.table.openCount }

  /// Takes all that a batch holds.
  mutating func take(_ batch: borrowing SegmentBatch) { _ = stages.take(batch) { _ in true } }

  /// Lets time pass in which no segment came.
  mutating func advance(to time: Timestamp) { stages.advance(to: time) }

  mutating func forgetErrors() { stages.tracker.forgetErrors() }

  /// Closes everything: the capture is over.
  mutating func finish() {
    stages.finish()
    seen = []
  }

  /// The sessions that have ended since this was asked last.
  mutating func takeClosed() -> [MailSession] {
    stages.settle(after: Self.grace)
    return stages.tracker.takeSessions()
  }

  /// The sessions that go on or were over just now, as they would be if the capture ended now: at most
  /// `limit`, those that were opened last are left out.
  ///
  /// Only those that stirred since it was asked last are looked at.
  mutating func open(limit: Int) -> [MailSession] {
    var stirred: [ConnectionTable.OpenConnection] = []
    var keep = [Bool](repeating: false, count: seen.count)
    stages.table.forEachOpen { connection in
      guard stages.tracker.hasSession(connection.id) else { return }
      let slot = connection.id.slot
      if slot < seen.count, let old = seen[slot], old.serial == connection.id.serial {
        keep[slot] = true
        if old.lastFrame == connection.lastFrame { return }
      }
      stirred.append(connection)
    }
    for slot in seen.indices where !keep[slot] { seen[slot] = nil }
    for connection in stirred {
      while seen.count <= connection.id.slot { seen.append(nil) }
      let summary = stages.table.summary(of: connection.id)
      seen[connection.id.slot] = Seen(
        serial: connection.id.serial, lastFrame: connection.lastFrame,
        session: stages.tracker.session(of: connection.id, as: summary))
    }
    let open = seen.compactMap { $0?.session }
    guard open.count > limit else { return open }
    return Array(open.sorted { $0.first.frame < $1.first.frame }.prefix(limit))
  }
}
