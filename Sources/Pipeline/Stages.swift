import Bytes
import Capture
import Mail
import Packets
import Sessions
import Streams

/// What a segment goes through, from its connection to a session's facts.
struct Stages {
  private(set) var table: ConnectionTable
  private(set) var tracker: SessionTracker

  init(capture: Int, options: PipelineOptions, lines: TraceSink?) {
    var streams = options.streams
    streams.serverPorts.formUnion(MailPorts.servers)
    // The seed keeps senders from choosing colliding connections; results do not depend on it.
    table = ConnectionTable(
      limits: streams, policy: options.overlapPolicy, seed: UInt64.random(in: .min ... .max))
    var mail = MailOptions()
    mail.limits = options.mail
    mail.inflater = { ZlibInflater() }
    tracker = SessionTracker(
      capture: capture, limits: options.sessions, mail: mail, lines: lines)
  }

  /// Takes one entry of a batch, whose bytes come with it.
  @inline(__always)
  mutating func take(_ entry: SegmentBatch.Entry, _ bytes: Span<UInt8>) {
    switch entry.content {
    case .segment(let segment, let count):
      let tcp = bytes.extracting(segment.offset..<(segment.offset + count))
      Self.follow(segment, tcp, at: entry.stamp, table: &table, tracker: &tracker)
    case .unreachable(let error): tracker.note(error)
    }
  }

  /// The capture has ended.
  mutating func finish() {
    Self.finish(table: &table, tracker: &tracker)
    tracker.finish()
  }

  // Static, so that table and tracker are two values and may both change at a time.
  @inline(__always)
  private static func follow(
    _ segment: TCPSegment, _ tcp: Span<UInt8>, at stamp: Stamp,
    table: inout ConnectionTable, tracker: inout SessionTracker
  ) {
    table.receive(segment, tcp: tcp, at: stamp) { id, stamp, event in
      tracker.take(event, of: id, at: stamp)
    }
  }

  private static func finish(table: inout ConnectionTable, tracker: inout SessionTracker) {
    table.finish { id, stamp, event in tracker.take(event, of: id, at: stamp) }
  }
}
