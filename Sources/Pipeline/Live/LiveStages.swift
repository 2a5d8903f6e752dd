import Bytes
import Capture
import Mail
import Packets
import Sessions
import Streams

/// What the segments of a live capture go through, and the sessions as they are at any moment.
struct LiveStages {
  private var table: ConnectionTable
  private var tracker: SessionTracker
  /// The open sessions as they were looked at last, by the slot of their connections.
  private var seen: [Seen?] = []

  private struct Seen {
    var serial: Int
    var lastFrame: Int
    var session: MailSession?
  }

  private static let lookahead = 16

  init(options: PipelineOptions) {
    var streams = options.streams
    streams.serverPorts.formUnion(MailPorts.servers)
    table = ConnectionTable(
      limits: streams, policy: options.overlapPolicy, seed: UInt64.random(in: .min ... .max))
    var mail = MailOptions()
    mail.limits = options.mail
    mail.inflater = { ZlibInflater() }
    tracker = SessionTracker(capture: 0, limits: options.sessions, mail: mail)
  }

  var digester: SegmentDigester { table.digester }
  var streams: StreamStatistics { table.statistics }
  var tracking: SessionStatistics { tracker.statistics }
  var openCount: Int { table.openCount }

  /// Takes all that a batch holds.
  mutating func take(_ batch: borrowing SegmentBatch) {
    let entries = batch.entries.span
    let (bytes, datagrams) = (batch.bytes.span, batch.datagrams.span)
    var errors = batch.unreachables[...]
    for index in entries.indices {
      if index % Self.lookahead == 0 {
        let end = min(index + Self.lookahead, entries.count)
        table.anticipate(index..<end) { entries[$0].digest }
      }
      while let error = errors.first, error.place <= index {
        tracker.note(error.error)
        errors.removeFirst()
      }
      let start = entries[index].segment.offset
      let range = start..<(start + entries[index].count)
      Self.follow(
        entries[index],
        entries[index].segment.storage == .frame
          ? bytes.extracting(range) : datagrams.extracting(range),
        &table, &tracker)
    }
    for error in errors { tracker.note(error.error) }
  }

  /// Lets time pass in which no segment came.
  mutating func advance(to time: Timestamp) { Self.advance(&table, &tracker, to: time) }

  mutating func forgetErrors() { tracker.forgetErrors() }

  /// Closes everything: the capture is over.
  mutating func finish() {
    Self.finish(&table, &tracker)
    tracker.finish()
    seen = []
  }

  /// The sessions that have ended since this was asked last.
  mutating func takeClosed() -> [MailSession] { tracker.takeSessions() }

  /// The sessions that go on, as they would be if the capture ended now: at most `limit`, those that
  /// were opened last are left out.
  ///
  /// Only those that stirred since it was asked last are looked at.
  mutating func open(limit: Int) -> [MailSession] {
    var stirred: [ConnectionTable.OpenConnection] = []
    var keep = [Bool](repeating: false, count: seen.count)
    table.forEachOpen { connection in
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
      let summary = table.summary(of: connection.id)
      seen[connection.id.slot] = Seen(
        serial: connection.id.serial, lastFrame: connection.lastFrame,
        session: tracker.session(of: connection.id, as: summary))
    }
    let open = seen.compactMap { $0?.session }
    guard open.count > limit else { return open }
    return Array(open.sorted { $0.first.frame < $1.first.frame }.prefix(limit))
  }

  // Static, so that table and tracker are two values and may both change at a time.
  @inline(__always)
  private static func follow(
    _ entry: borrowing SegmentBatch.Entry, _ tcp: Span<UInt8>,
    _ table: inout ConnectionTable, _ tracker: inout SessionTracker
  ) {
    table.receive(entry.segment, entry.digest, tcp: tcp, at: entry.stamp) { id, stamp, event in
      tracker.take(event, of: id, at: stamp)
    }
  }

  private static func advance(
    _ table: inout ConnectionTable, _ tracker: inout SessionTracker, to time: Timestamp
  ) {
    table.advance(to: time) { id, stamp, event in tracker.take(event, of: id, at: stamp) }
  }

  private static func finish(_ table: inout ConnectionTable, _ tracker: inout SessionTracker) {
    table.finish { id, stamp, event in tracker.take(event, of: id, at: stamp) }
  }
}
