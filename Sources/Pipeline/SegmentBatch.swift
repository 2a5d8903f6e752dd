import Bytes
import Capture
import Packets

/// What a stretch of a capture holds for the connections, decoded, with copies of the segments.
///
/// The reader fills it on a thread of its own and the connections use it up on another; frames that
/// are no segments leave nothing in it.
struct SegmentBatch {
  struct Entry {
    enum Content {
      /// So many bytes of header and payload were captured; they begin at the offset in `bytes`
      /// that the segment names.
      case segment(TCPSegment, count: Int)
      case unreachable(ICMPUnreachable)
    }

    var content: Content
    var stamp: Stamp
    /// Bytes on the wire.
    var wireLength: Int
  }

  /// Bytes and entries of a batch that is handed over although more could be read at once.
  private static let byteLimit = CaptureLimits.chunk
  private static let entryLimit = 4_096

  private(set) var entries: [Entry] = []
  private(set) var bytes: [UInt8] = []
  /// The number of the last frame that was read.
  private(set) var lastFrame = 0
  /// The time of the capture's first frame.
  private(set) var captureStart: Timestamp?

  var isFull: Bool { bytes.count >= Self.byteLimit || entries.count >= Self.entryLimit }

  /// Empties it, and keeps its memory for the next frames.
  mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Hands itself over and goes on as an empty one; false when no more are wanted.
  mutating func turnOver(_ handOver: Overlap.HandOver<SegmentBatch>) -> Bool {
    defer { removeAll() }
    return handOver(&self)
  }

  /// Decodes a frame and takes what it holds.
  mutating func append(
    _ header: FrameHeader, _ frame: Span<UInt8>, decodedBy decoder: inout PacketDecoder,
    captureStart: Timestamp
  ) {
    lastFrame = header.number
    self.captureStart = captureStart
    let packet = decoder.decode(
      frame, linkType: header.linkType, wireLength: header.wireLength, time: header.time)
    switch packet {
    case .segment(let segment):
      if segment.storage == .frame {
        append(segment, in: frame, header)
      } else {
        appendReassembled(segment, from: decoder, header)
      }
    case .unreachable(let error): append(.unreachable(error), header)
    case .dropped: break
    }
  }

  private mutating func append(_ content: Entry.Content, _ header: FrameHeader) {
    let stamp = Stamp(frame: header.number, time: header.time)
    entries.append(Entry(content: content, stamp: stamp, wireLength: header.wireLength))
  }

  private mutating func append(_ segment: TCPSegment, in bytes: Span<UInt8>, _ header: FrameHeader)
  {
    // The snap length may have cut the frame inside the header's options.
    let end = min(segment.offset + segment.headerLength + segment.payloadCount, bytes.count)
    let start = self.bytes.count
    self.bytes.append(copying: bytes.extracting(segment.offset..<end))
    var segment = segment
    segment.offset = start
    append(.segment(segment, count: self.bytes.count - start), header)
  }

  /// Apart, as what lends the bytes of a segment in fragments is copied for it.
  @inline(never)
  private mutating func appendReassembled(
    _ segment: TCPSegment, from decoder: PacketDecoder, _ header: FrameHeader
  ) {
    append(segment, in: decoder.datagram, header)
  }
}
