package import Bytes

/// Finds the TCP segment in a frame: under tags, labels and tunnels, across fragments.
///
/// Lengths come from the IP header, never from the frame. It keeps fragments that wait for the
/// rest of their datagram and nothing else from frame to frame; a frame that is not a fragment
/// costs no allocation. No input traps it: what does not make sense is dropped and counted.
package struct PacketDecoder: Sendable {
  package let limits: PacketLimits
  private var counts = PacketStatistics()
  private var fragments: FragmentTable
  private var reassembled: [UInt8] = []

  package init(limits: PacketLimits = .init()) {
    self.limits = limits
    fragments = FragmentTable(limits: limits)
  }

  package var statistics: PacketStatistics {
    var statistics = counts
    statistics.fragments = fragments.statistics
    return statistics
  }

  /// The datagram that segments with `TCPSegment.Storage.datagram` lie in, without its IP header.
  ///
  /// It is the one of the last `decode` that returned such a segment.
  package var datagram: Span<UInt8> {
    @_lifetime(borrow self) borrowing get { reassembled.span }
  }

  /// Decodes the captured bytes of one frame.
  ///
  /// `wireLength` is the frame's length before the snap length cut it; one below `frame.count` is
  /// taken for that. `time` serves to time fragments out and need not be in order.
  package mutating func decode(
    _ frame: Span<UInt8>, linkType: LinkType, wireLength: Int, time: Timestamp
  ) -> DecodedPacket {
    counts.frames += 1
    do throws(PacketDrop) {
      guard !frame.isEmpty else { throw .emptyFrame }
      guard let first = Layer(linkType) else { throw .unknownLinkType }
      var cursor = LayerCursor(
        end: frame.count, wireEnd: max(wireLength, frame.count), depthLeft: limits.tunnelDepth)
      // The usual way, apart from the loop: a cursor that no loop changes stays in registers.
      var layer = first
      if layer == .ethernet { layer = try cursor.ethernet(frame) }
      if layer == .vlanTag { layer = try cursor.vlanTag(frame) }
      if layer == .ipv4 { layer = try cursor.ipv4(frame) }
      if layer == .ipv6 { layer = try cursor.ipv6(frame) }
      if layer == .udp { layer = try cursor.udp(frame) }
      guard layer == .tcp else {
        var rest = cursor
        return try walk(frame, with: &rest, at: layer, in: .frame, time: time)
      }
      let segment = try cursor.tcp(frame, in: .frame)
      counts.segments += 1
      return .segment(segment)
    } catch {
      counts.count(error)
      return .dropped(error)
    }
  }

  /// Gives up the datagrams that still wait for fragments: the capture has ended.
  package mutating func finish() { fragments.finish() }

  /// Steps from header to header until one ends the matter.
  private mutating func walk(
    _ bytes: Span<UInt8>, with cursor: inout LayerCursor, at first: Layer,
    in storage: TCPSegment.Storage, time: Timestamp
  ) throws(PacketDrop) -> DecodedPacket {
    var layer = first
    for _ in 0..<max(0, limits.headers) {
      switch layer {
      case .tcp:
        let segment = try cursor.tcp(bytes, in: storage)
        counts.segments += 1
        return .segment(segment)
      case .icmp, .icmpv6:
        let error = try cursor.icmpError(bytes)
        counts.unreachables += 1
        return .unreachable(error)
      case .fragment(let fragment):
        return try reassemble(fragment, at: cursor, in: bytes, time: time)
      default: layer = try cursor.step(over: layer, of: bytes)
      }
    }
    throw .tooManyHeaders
  }

  /// Adds a fragment to its datagram and decodes that when it is complete.
  @inline(never)
  private mutating func reassemble(
    _ fragment: Fragment, at cursor: LayerCursor, in bytes: Span<UInt8>, time: Timestamp
  ) throws(PacketDrop) -> DecodedPacket {
    let whole = try fragments.insert(
      fragment, of: cursor.ip, payload: bytes.extracting(cursor.offset..<cursor.end),
      wireCount: cursor.wireEnd - cursor.offset, time: time)
    reassembled = whole.bytes
    var inner = cursor
    inner.offset = 0
    inner.end = whole.bytes.count
    inner.wireEnd = whole.wireCount
    inner.ip.hopLimit = whole.hopLimit
    // Inside it there may be fragments of another datagram, which then becomes the one lent.
    return try walk(
      whole.bytes.span, with: &inner,
      at: Layer(ipProtocol: whole.ipProtocol, isIPv6: cursor.ip.isIPv6), in: .datagram, time: time)
  }
}
