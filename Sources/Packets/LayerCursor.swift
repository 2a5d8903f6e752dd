/// Where the decoder stands in some bytes, and what the headers so far said.
///
/// Its methods, one a header, each check what they read, step over it and return what follows.
/// Invariant: `0 <= offset <= end <= wireEnd`, and `end` never exceeds the bytes.
struct LayerCursor {
  /// Offset of the first byte that is not decoded yet.
  var offset = 0
  /// Offset behind the last captured byte that belongs to the innermost datagram.
  var end: Int
  /// Offset behind that datagram's last byte on the wire, by the IP header's length.
  var wireEnd: Int
  /// The innermost IP header.
  var ip = IPHeader()
  /// How many more IP headers are followed inside the next one.
  var depthLeft: Int
  /// Whether an IPv6 payload length of 0 left the length to a jumbo payload option.
  var isLengthOpen = false

  /// Checks that the next `count` bytes are there.
  @inline(__always)
  func require(_ count: Int) throws(PacketDrop) {
    guard end - offset >= count else { throw .truncatedHeader }
  }

  /// Lends the next `count` bytes, which stay undecoded.
  @inline(__always) @_lifetime(copy bytes)
  func next(_ count: Int, of bytes: Span<UInt8>) throws(PacketDrop) -> Span<UInt8> {
    try require(count)
    return bytes.extracting(offset..<(offset + count))
  }

  /// Steps over `count` bytes that need not be captured but must belong to the datagram.
  ///
  /// Past the captured ones the next header cannot be there either.
  mutating func skip(_ count: Int) throws(PacketDrop) {
    guard wireEnd - offset >= count else { throw .badLength }
    try require(count)
    offset += count
  }

  /// Ends the datagram where its IP header says; Ethernet padding and trailers lie behind.
  @inline(__always)
  mutating func endDatagram(at newEnd: Int) {
    wireEnd = newEnd
    end = min(end, newEnd)
  }

  /// Counts an IP header against the limit on tunnels.
  @inline(__always)
  mutating func enterIP() throws(PacketDrop) {
    guard depthLeft >= 0 else { throw .tunnelTooDeep }
    depthLeft -= 1
  }
}
