import Bytes
import Capture
import Mail
import Packets
import Sessions
import Streams

/// What a segment goes through, from its connection to a session's facts.
struct Stages {
  private(set) var table: ConnectionTable
  var tracker: SessionTracker

  /// For how many segments at a time the records are looked up ahead.
  private static let lookahead = 16

  init(
    capture: Int, options: PipelineOptions, lines: TraceSink?, text: TextInterest? = nil
  ) {
    var streams = options.streams
    streams.serverPorts.formUnion(MailPorts.servers)
    // The seed keeps senders from choosing colliding connections; results do not depend on it.
    table = ConnectionTable(
      limits: streams, policy: options.overlapPolicy, seed: UInt64.random(in: .min ... .max))
    var mail = MailOptions()
    mail.limits = options.mail
    mail.inflater = { ZlibInflater() }
    tracker = SessionTracker(
      capture: capture, limits: options.sessions, mail: mail, lines: lines,
      text: text)
  }

  /// Takes all that a batch holds; false from `taken`, which is told of each segment, ends it.
  ///
  /// The entries are lent, not copied.
  @inline(__always)
  mutating func take(
    _ batch: borrowing SegmentBatch, taken: (borrowing SegmentBatch.Entry) -> Bool
  ) -> Bool {
    let entries = batch.entries.span
    let bytes = batch.bytes.span
    let datagrams = batch.datagrams.span
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
        table: &table, tracker: &tracker)
      guard taken(entries[index]) else { return false }
    }
    for error in errors { tracker.note(error.error) }
    return true
  }

  /// Ends the sessions of connections that have been over for so long, in the order in which they
  /// were; their records stay for late segments.
  mutating func settle(after silence: Interval) {
    var quiet: [ConnectionTable.OpenConnection] = []
    table.forEachOpen { connection in
      if let passed = connection.silence, passed > silence, tracker.hasSession(connection.id) {
        quiet.append(connection)
      }
    }
    for connection in quiet.sorted(by: { $0.lastFrame < $1.lastFrame }) {
      tracker.settle(connection.id, as: table.summary(of: connection.id))
    }
  }

  /// Lets time pass in which no segment came.
  mutating func advance(to time: Timestamp) {
    Self.advance(to: time, table: &table, tracker: &tracker)
  }

  /// The capture has ended.
  mutating func finish() {
    tracker.expect(table.openCount)
    Self.finish(table: &table, tracker: &tracker)
    tracker.finish()
  }

  // Static, so that table and tracker are two values and may both change at a time.
  @inline(__always)
  private static func follow(
    _ entry: borrowing SegmentBatch.Entry, _ tcp: Span<UInt8>,
    table: inout ConnectionTable, tracker: inout SessionTracker
  ) {
    table.receive(entry.segment, entry.digest, tcp: tcp, at: entry.stamp) { id, stamp, event in
      tracker.take(event, of: id, at: stamp)
    }
  }

  private static func advance(
    to time: Timestamp, table: inout ConnectionTable, tracker: inout SessionTracker
  ) {
    table.advance(to: time) { id, stamp, event in tracker.take(event, of: id, at: stamp) }
  }

  private static func finish(table: inout ConnectionTable, tracker: inout SessionTracker) {
    table.finish { id, stamp, event in tracker.take(event, of: id, at: stamp) }
  }
}
