import Bytes

extension LayerCursor {
  /// An IPv6 header without its extension headers (RFC 8200, section 3).
  @inline(__always)
  mutating func ipv6(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    let header = try next(40, of: bytes)
    guard header[0] >> 4 == 6 else { throw .badIPHeader }
    try enterIP()
    let payloadLength = Int(header.bigEndian(at: 4, as: UInt16.self))
    isLengthOpen = payloadLength == 0
    if isLengthOpen {
      // A jumbogram, or TSO: the length is in an option or in the frame.
      try keepEnclosingEnd(atLeast: 40)
    } else {
      endDatagram(at: offset + 40 + payloadLength)
    }
    ip = IPHeader(
      source: Self.address(header, at: 8), destination: Self.address(header, at: 24),
      identification: 0, hopLimit: header[7], isIPv6: true)
    offset += 40
    return try Layer(ipProtocol: header[6], isIPv6: true)
  }

  @inline(__always)
  private static func address(_ header: Span<UInt8>, at offset: Int) -> IPAddress {
    IPAddress(high: header.bigEndian(at: offset), low: header.bigEndian(at: offset + 8))
  }

  /// Destination options and whatever else has their shape (RFC 6564, section 4).
  mutating func extensionHeader(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    let header = try next(2, of: bytes)
    try skip(Int(header[1]) * 8 + 8)
    return try Layer(ipProtocol: header[0], isIPv6: ip.isIPv6)
  }

  /// Hop-by-hop options, of which the jumbo payload length matters (RFC 2675, section 2).
  mutating func hopByHopOptions(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    let start = offset
    let following = try extensionHeader(bytes)
    guard isLengthOpen else { return following }
    let header = bytes.extracting(start..<offset)
    guard let length = Self.jumboPayloadLength(header) else { return following }
    // It counts from the end of the IPv6 header, where this header starts.
    guard length >= header.count, length <= PacketLimits.longestDatagram else { throw .badLength }
    end = min(end, start + length)
    wireEnd = start + length
    isLengthOpen = false
    return following
  }

  private static func jumboPayloadLength(_ header: Span<UInt8>) -> Int? {
    var start = 2
    while header.count - start >= 2 {
      let kind = header[start]
      if kind == 0 {
        start += 1
        continue
      }
      let length = Int(header[start + 1])
      if kind == 0xc2, length == 4, header.count - start >= 6 {
        return Int(header.bigEndian(at: start + 2, as: UInt32.self))
      }
      start += 2 + length
    }
    return nil
  }

  /// A routing header (RFC 8200, section 4.4): its last address is the connection's end.
  mutating func routingHeader(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    let start = offset
    let following = try extensionHeader(bytes)
    let header = bytes.extracting(start..<offset)
    let isFinished = header[3] == 0
    guard !isFinished, header.count >= 24 else { return following }
    switch header[2] {
    // Source route (RFC 2460) and Mobile IPv6 (RFC 6275): in the order of travel.
    case 0, 2:
      ip.destination = Self.address(header, at: 8 + ((header.count - 8) / 16 - 1) * 16)
    // Segment routing (RFC 8754): the last segment comes first.
    case 4: ip.destination = Self.address(header, at: 8)
    default: break
    }
    return following
  }

  /// An authentication header, whose length counts in words of four bytes (RFC 4302, section 2.2).
  mutating func authenticationHeader(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    let header = try next(2, of: bytes)
    try skip(Int(header[1]) * 4 + 8)
    return try Layer(ipProtocol: header[0], isIPv6: ip.isIPv6)
  }

  /// A fragment header (RFC 8200, section 4.5).
  mutating func fragmentHeader(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    let header = try next(8, of: bytes)
    offset += 8
    let identification: UInt32 = header.bigEndian(at: 4)
    ip.identification = UInt16(truncatingIfNeeded: identification)
    let place: UInt16 = header.bigEndian(at: 2)
    let isAtomic = place & 0xfff9 == 0
    // A whole datagram with a fragment header all the same (RFC 6946).
    guard !isAtomic else { return try Layer(ipProtocol: header[0], isIPv6: true) }
    return .fragment(
      Fragment(
        identification: identification, units: place >> 3, isLast: place & 1 == 0,
        ipProtocol: header[0]))
  }
}
