import Bytes
import Capture
import Mail
import Packets
import Sessions
import Streams

/// What a frame goes through, from its bytes to a session's facts.
struct Stages {
  private(set) var decoder: PacketDecoder
  private(set) var table: ConnectionTable
  private(set) var tracker: SessionTracker

  init(capture: Int, options: PipelineOptions, lines: TraceSink?) {
    decoder = PacketDecoder(limits: options.packets)
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

  /// Takes one frame.
  mutating func take(_ header: FrameHeader, _ bytes: Span<UInt8>) {
    let packet = decoder.decode(
      bytes, linkType: header.linkType, wireLength: header.wireLength, time: header.time)
    let stamp = Stamp(frame: header.number, time: header.time)
    switch packet {
    case .segment(let segment):
      Self.follow(
        segment, in: bytes, or: decoder, at: stamp, table: &table, tracker: &tracker)
    case .unreachable(let error): tracker.note(error)
    case .dropped: break
    }
  }

  /// The capture has ended.
  mutating func finish() {
    decoder.finish()
    Self.finish(table: &table, tracker: &tracker)
    tracker.finish()
  }

  // Static, so that table and tracker are two values and may both change at a time.
  private static func follow(
    _ segment: TCPSegment, in frame: Span<UInt8>, or decoder: borrowing PacketDecoder,
    at stamp: Stamp, table: inout ConnectionTable, tracker: inout SessionTracker
  ) {
    let bytes = segment.storage == .frame ? frame : decoder.datagram
    // The snap length may have cut the frame inside the header's options.
    let end = segment.offset + segment.headerLength + segment.payloadCount
    let tcp = bytes.extracting(segment.offset..<min(end, bytes.count))
    table.receive(segment, tcp: tcp, at: stamp) { id, stamp, event in
      tracker.take(event, of: id, at: stamp)
    }
  }

  private static func finish(table: inout ConnectionTable, tracker: inout SessionTracker) {
    table.finish { id, stamp, event in tracker.take(event, of: id, at: stamp) }
  }
}
