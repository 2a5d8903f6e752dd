import Bytes
import Capture
import Packets
import Streams

/// What one buffer of a capture holds for the connections, decoded.
///
/// The reader fills it on a thread of its own and the connections use it up on another, together
/// with the buffer, so that no byte of a segment is copied; frames that are no segments leave
/// nothing in it.
struct SegmentBatch {
  struct Entry {
    var segment: TCPSegment
    var digest: SegmentDigest
    /// Bytes of header and payload that were captured; they begin at the offset that the segment
    /// names, in `bytes` or in `datagrams`, as its storage says.
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

  /// Bytes of datagrams with which a batch is handed over although its buffer holds more frames.
  private static let datagramLimit = CaptureLimits.chunk

  /// Segments or ICMP errors with which a batch of a live capture is full.
  private static let entryLimit = 1_024

  private(set) var entries: [Entry] = []
  private(set) var unreachables: [Unreachable] = []
  /// The buffer that the reader read into; a spare one as long as it does.
  private(set) var bytes: [UInt8] = []
  /// What was put together from fragments: the reader's own does not last.
  private(set) var datagrams: [UInt8] = []
  /// The number of the last frame that was read.
  private(set) var lastFrame = 0
  /// The time of the capture's first frame.
  private(set) var captureStart: Timestamp?

  /// Noted where it changes: the reader asks after every frame.
  private(set) var isFull = false

  init() {}

  /// A batch for a live capture, which has all the memory that it will need: a burst takes none.
  init(digestedBy digester: SegmentDigester) {
    let nobody = Endpoint(address: IPAddress(v4: 0), port: 0)
    let segment = TCPSegment(source: nobody, destination: nobody, sequenceNumber: 0)
    let entry = Entry(
      segment: segment, digest: digester.digest(segment), count: 0,
      stamp: Stamp(frame: 0, time: Timestamp(nanoseconds: 0)), wireLength: 0)
    entries = [Entry](repeating: entry, count: Self.entryLimit)
    // The frame that goes beyond the limit is still taken.
    datagrams = [UInt8](repeating: 0, count: Self.datagramLimit + CaptureLimits.chunk)
    removeAll()
  }

  var isEmpty: Bool { entries.isEmpty && unreachables.isEmpty }

  /// Empties it, and keeps its memory for the next frames.
  mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    unreachables.removeAll(keepingCapacity: true)
    datagrams.removeAll(keepingCapacity: true)
    isFull = false
  }

  /// Hands itself over, with the buffer that `exchange` gives for the spare one, and goes on as an
  /// empty one; false when no more are wanted.
  mutating func turnOver(
    _ handOver: Overlap.HandOver<SegmentBatch>, exchange: (inout [UInt8]) -> Void
  ) -> Bool {
    exchange(&bytes)
    defer { removeAll() }
    return handOver(&self)
  }

  /// Decodes a frame and takes what it holds.
  mutating func append(
    _ header: FrameHeader, _ frame: Span<UInt8>, at place: Int,
    decodedBy decoder: inout PacketDecoder, digestedBy digester: SegmentDigester,
    captureStart: Timestamp
  ) {
    lastFrame = header.number
    self.captureStart = captureStart
    let packet = decoder.decode(
      frame, linkType: header.linkType, wireLength: header.wireLength, time: header.time)
    switch packet {
    case .segment(let segment):
      if case .frame = segment.storage {
        append(segment, digester.digest(segment), in: frame.count, at: place, header)
      } else {
        appendReassembled(segment, digester.digest(segment), from: decoder, header)
      }
    case .unreachable(let error):
      unreachables.append(Unreachable(error: error, place: entries.count))
    case .dropped: break
    }
  }

  /// Decodes a frame that does not last, and takes a copy of what it holds.
  mutating func appendCopy(
    _ header: FrameHeader, _ frame: Span<UInt8>, decodedBy decoder: inout PacketDecoder,
    digestedBy digester: SegmentDigester, captureStart: Timestamp
  ) {
    lastFrame = header.number
    self.captureStart = captureStart
    let packet = decoder.decode(
      frame, linkType: header.linkType, wireLength: header.wireLength, time: header.time)
    switch packet {
    case .segment(var segment):
      let digest = digester.digest(segment)
      guard case .frame = segment.storage else {
        appendReassembled(segment, digest, from: decoder, header)
        break
      }
      let end = min(segment.offset + segment.headerLength + segment.payloadCount, frame.count)
      let place = datagrams.count
      datagrams.append(copying: frame.extracting(segment.offset..<end))
      let count = end - segment.offset
      segment.storage = .datagram
      segment.offset = place
      entries.append(
        Entry(
          segment: segment, digest: digest, count: count,
          stamp: Stamp(frame: header.number, time: header.time), wireLength: header.wireLength))
    case .unreachable(let error):
      unreachables.append(Unreachable(error: error, place: entries.count))
    case .dropped: break
    }
    isFull =
      datagrams.count >= Self.datagramLimit || entries.count >= Self.entryLimit
      || unreachables.count >= Self.entryLimit
  }

  /// - Parameters:
  ///   - length: bytes that its offset counts in.
  ///   - place: where those begin in what is kept.
  @inline(__always)
  private mutating func append(
    _ segment: TCPSegment, _ digest: SegmentDigest, in length: Int, at place: Int,
    _ header: FrameHeader
  ) {
    // The snap length may have cut the frame inside the header's options.
    let end = min(segment.offset + segment.headerLength + segment.payloadCount, length)
    let count = end - segment.offset
    var segment = segment
    segment.offset += place
    entries.append(
      Entry(
        segment: segment, digest: digest, count: count,
        stamp: Stamp(frame: header.number, time: header.time), wireLength: header.wireLength))
  }

  /// Apart, as what lends the bytes of a segment in fragments is copied for it.
  @inline(never)
  private mutating func appendReassembled(
    _ segment: TCPSegment, _ digest: SegmentDigest, from decoder: PacketDecoder,
    _ header: FrameHeader
  ) {
    let datagram = decoder.datagram
    append(segment, digest, in: datagram.count, at: datagrams.count, header)
    datagrams.append(copying: datagram)
    if datagrams.count >= Self.datagramLimit { isFull = true }
  }
}
