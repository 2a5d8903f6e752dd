import Bytes
import Capture
import Packets
import Streams

/// What a stretch of a capture holds for the connections, decoded, with copies of the segments.
///
/// The reader fills it on a thread of its own and the connections use it up on another; frames that
/// are no segments leave nothing in it.
struct SegmentBatch {
  struct Entry {
    var segment: TCPSegment
    var digest: SegmentDigest
    /// Bytes of header and payload that were captured; they begin at the offset in `bytes` that the
    /// segment names.
    var count: Int
    var stamp: Stamp
    /// Bytes on the wire.
    var wireLength: Int
  }

  /// An ICMP error about a segment, and how many segments of the batch came before it.
  struct Unreachable {
    var error: ICMPUnreachable
    var place: Int
  }

  /// Bytes and entries of a batch that is handed over although more could be read at once.
  private static let byteLimit = CaptureLimits.chunk
  private static let entryLimit = 4_096

  private(set) var entries: [Entry] = []
  private(set) var unreachables: [Unreachable] = []
  private(set) var bytes: [UInt8] = []
  /// The number of the last frame that was read.
  private(set) var lastFrame = 0
  /// The time of the capture's first frame.
  private(set) var captureStart: Timestamp?

  /// Noted where it changes: the reader asks after every frame, and would take hold of both arrays.
  private(set) var isFull = false

  var isEmpty: Bool { entries.isEmpty && unreachables.isEmpty }

  /// Empties it, and keeps its memory for the next frames.
  mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    unreachables.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    isFull = false
  }

  /// Hands itself over and goes on as an empty one; false when no more are wanted.
  mutating func turnOver(_ handOver: Overlap.HandOver<SegmentBatch>) -> Bool {
    defer { removeAll() }
    return handOver(&self)
  }

  /// Decodes a frame and takes what it holds.
  mutating func append(
    _ header: FrameHeader, _ frame: Span<UInt8>, decodedBy decoder: inout PacketDecoder,
    digestedBy digester: SegmentDigester, captureStart: Timestamp
  ) {
    lastFrame = header.number
    self.captureStart = captureStart
    let packet = decoder.decode(
      frame, linkType: header.linkType, wireLength: header.wireLength, time: header.time)
    switch packet {
    case .segment(let segment):
      if case .frame = segment.storage {
        append(segment, digester.digest(segment), in: frame, header)
      } else {
        appendReassembled(segment, digester.digest(segment), from: decoder, header)
      }
    case .unreachable(let error):
      unreachables.append(Unreachable(error: error, place: entries.count))
      if unreachables.count >= Self.entryLimit { isFull = true }
    case .dropped: break
    }
  }

  private mutating func append(
    _ segment: TCPSegment, _ digest: SegmentDigest, in bytes: Span<UInt8>, _ header: FrameHeader
  ) {
    // The snap length may have cut the frame inside the header's options.
    let end = min(segment.offset + segment.headerLength + segment.payloadCount, bytes.count)
    let start = self.bytes.count
    self.bytes.append(copying: bytes.extracting(segment.offset..<end))
    var segment = segment
    segment.offset = start
    entries.append(
      Entry(
        segment: segment, digest: digest, count: self.bytes.count - start,
        stamp: Stamp(frame: header.number, time: header.time), wireLength: header.wireLength))
    if entries.count >= Self.entryLimit || self.bytes.count >= Self.byteLimit { isFull = true }
  }

  /// Apart, as what lends the bytes of a segment in fragments is copied for it.
  @inline(never)
  private mutating func appendReassembled(
    _ segment: TCPSegment, _ digest: SegmentDigest, from decoder: PacketDecoder,
    _ header: FrameHeader
  ) {
    append(segment, digest, in: decoder.datagram, header)
  }
}
