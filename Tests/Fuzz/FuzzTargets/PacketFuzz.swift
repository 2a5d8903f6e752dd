import Bytes
import Packets

/// Several frames to one decoder, so that fragments meet; some limits are small, so that they are met.
///
/// Input: a byte for the link type, then for each frame a byte for how time goes on and what the snap
/// length cut, a length of two bytes, and the frame.
enum PacketFuzz {
  private static let linkTypes: [LinkType] = [
    .ethernet, .nullLoopback, .ppp, .pppEthernet, .raw, .loop, .linuxCooked, .ipv4, .ipv6,
    .linuxCooked2, .ethernet, .raw, .ethernet, .ethernet, .linuxCooked, LinkType(rawValue: 147),
  ]

  static func run(_ input: [UInt8]) throws(FuzzFinding) {
    var reader = InputReader(input)
    let choice = reader.byte()
    let linkType = linkTypes[Int(choice & 15)]
    let small = PacketLimits(
      tunnelDepth: 2, headers: 8, datagrams: 3, fragmentBytes: 256, fragmentTimeout: .seconds(1))
    var decoder = PacketDecoder(limits: choice & 0x80 != 0 ? small : PacketLimits())
    var time = Timestamp(nanoseconds: 0)
    var frames = 0
    while !reader.isAtEnd {
      let step = reader.byte()
      time = time.advanced(by: .milliseconds(Int64(step & 15) * 100 - 100))
      let frame = reader.bytes(Int(reader.word() & 0x0fff))
      let packet = decoder.decode(
        frame.span, linkType: linkType, wireLength: frame.count + Int(step >> 4) * 97, time: time)
      frames += 1
      if case .segment(let segment) = packet {
        try check(segment, in: segment.storage == .frame ? frame : decoder.datagram.copy())
      }
    }
    decoder.finish()
    let books = decoder.statistics
    try require(books.frames == frames, "\(books.frames) frames of \(frames)")
    try require(frames == books.segments + books.unreachables + books.dropped, "\(books)")
    let parts = books.fragments
    try require(
      parts.opened == parts.reassembled + parts.unwanted + parts.timedOut + parts.evicted
        + parts.pending && parts.pending == 0, "\(parts)")
  }

  /// A segment's header and payload lie where it says.
  private static func check(_ segment: TCPSegment, in bytes: [UInt8]) throws(FuzzFinding) {
    try require(
      segment.offset >= 0 && segment.headerLength >= 20 && segment.payloadCount >= 0
        && segment.payloadWireCount >= segment.payloadCount, "\(segment)")
    let header = segment.offset + segment.headerLength
    // The snap length may end inside the options: then no payload was captured.
    try require(
      segment.payloadCount == 0 || header + segment.payloadCount <= bytes.count,
      "\(segment) in \(bytes.count) bytes")
    let end = min(header + segment.payloadCount, bytes.count)
    try require(segment.offset <= end, "\(segment) in \(bytes.count) bytes")
    _ = TCPChecksum.verify(segment, tcp: bytes.span.extracting(segment.offset..<end))
  }
}
