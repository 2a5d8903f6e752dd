import Bytes

extension LayerCursor {
  /// IP of either version (link type RAW).
  mutating func anyIP(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    switch try next(1, of: bytes)[0] >> 4 {
    case 4: return .ipv4
    case 6: return .ipv6
    default: throw .badIPHeader
    }
  }

  /// An IPv4 header with its options (RFC 791, section 3.1).
  ///
  /// Its checksum is not verified: a sender's own capture shows it before the adapter fills it in.
  @inline(__always)
  mutating func ipv4(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    let header = try next(20, of: bytes)
    let length = Int(header[0] & 0x0f) * 4
    guard header[0] >> 4 == 4, length >= 20 else { throw .badIPHeader }
    try enterIP()
    let totalLength = Int(header.bigEndian(at: 2, as: UInt16.self))
    if totalLength > 0 {
      guard totalLength >= length else { throw .badLength }
      endDatagram(at: offset + totalLength)
    } else {
      // TSO: the sender's adapter cuts the datagram and fills the length in later.
      try keepEnclosingEnd(atLeast: length)
    }
    ip = IPHeader(
      source: IPAddress(v4: header.bigEndian(at: 12)),
      destination: IPAddress(v4: header.bigEndian(at: 16)),
      identification: header.bigEndian(at: 4), hopLimit: header[8], isIPv6: false)
    if length > 20 { followSourceRoute(try next(length, of: bytes)) }
    offset += length
    let fragment: UInt16 = header.bigEndian(at: 6)
    let number = header[9]
    guard fragment & 0x3fff != 0 else { return try Layer(ipProtocol: number, isIPv6: false) }
    return .fragment(
      Fragment(
        identification: UInt32(ip.identification), units: fragment & 0x1fff,
        isLast: fragment & 0x2000 == 0, ipProtocol: number))
  }

  /// Leaves the datagram's end to the header or frame around it.
  mutating func keepEnclosingEnd(atLeast length: Int) throws(PacketDrop) {
    let open = wireEnd - offset
    guard open >= length, open <= PacketLimits.longestDatagram else { throw .badLength }
  }

  /// Makes the last address of an unfinished source route the destination.
  ///
  /// That is the connection's end, and the one in TCP's pseudo-header (RFC 1122, 4.2.3.8).
  private mutating func followSourceRoute(_ header: Span<UInt8>) {
    var start = 20
    while start < header.count {
      let kind = header[start]
      if kind == 0 { return }
      if kind == 1 {
        start += 1
        continue
      }
      guard header.count - start >= 2 else { return }
      let length = Int(header[start + 1])
      guard length >= 2, header.count - start >= length else { return }
      // Loose 131, strict 137; the pointer passes the length when the route is done.
      if kind == 131 || kind == 137, length >= 7, Int(header[start + 2]) <= length {
        let last = start + 3 + ((length - 3) / 4 - 1) * 4
        ip.destination = IPAddress(v4: header.bigEndian(at: last))
      }
      start += length
    }
  }
}
