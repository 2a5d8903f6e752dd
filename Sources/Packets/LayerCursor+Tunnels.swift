import Bytes

extension LayerCursor {
  /// GRE (RFC 2784) with key and sequence number (RFC 2890).
  ///
  /// Version 1 is PPTP's, whose PPP may be compressed and encrypted; the routing of RFC 1701 is
  /// long gone (RFC 2784, section 2.3).
  mutating func gre(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    let header = try next(4, of: bytes)
    let flags: UInt16 = header.bigEndian(at: 0)
    let hasSequence = flags & 0x1000 != 0
    guard flags & 0x4007 == 0 else { throw .unknownTunnel }
    let optional = (flags & 0x8000).nonzeroBitCount + (flags & 0x3000).nonzeroBitCount
    try skip(4 + optional * 4)
    let layer = try Layer(greType: header.bigEndian(at: 2))
    // Without a sequence number it is ERSPAN type I, which has no header of its own.
    return layer == .erspan && !hasSequence ? .ethernet : layer
  }

  /// Cisco's WCCP: version 2 puts four bytes before the packet, version 1 does not.
  mutating func wccp(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    if try next(1, of: bytes)[0] >> 4 != 4 { try skip(4) }
    return .ipv4
  }

  /// ERSPAN type II or III, told apart by the version nibble (draft-foschiano-erspan-03).
  mutating func erspan(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    switch try next(1, of: bytes)[0] >> 4 {
    case 1:
      try skip(8)
      return .ethernet
    case 2:
      return try erspan3(bytes)
    default:
      throw .unknownTunnel
    }
  }

  private mutating func erspan3(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    let header = try next(12, of: bytes)
    let hasSubheader = header[11] & 1 == 1
    let frameType = header[10] >> 2 & 0x1f
    try skip(hasSubheader ? 20 : 12)
    switch frameType {
    case 0: return .ethernet
    case 2: return .ip
    default: throw .unknownTunnel
    }
  }

  /// UDP, which matters as the transport of tunnels only.
  @inline(__always)
  mutating func udp(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    let header = try next(8, of: bytes)
    guard let layer = Self.tunnel(toPort: header.bigEndian(at: 2)) else { throw .notTCP }
    offset += 8
    return layer
  }

  /// The tunnel that a UDP port is assigned to; 8472 is what Linux used before VXLAN had one.
  static func tunnel(toPort port: UInt16) -> Layer? {
    switch port {
    case 4789, 8472: .vxlan
    case 6081: .geneve
    case 6635: .mpls
    default: nil
    }
  }

  /// VXLAN (RFC 7348, section 5); without the I flag it is something else on the same port.
  mutating func vxlan(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    let header = try next(8, of: bytes)
    guard header[0] & 0x08 != 0 else { throw .notTCP }
    offset += 8
    return .ethernet
  }

  /// GENEVE with its options (RFC 8926, section 3.4).
  mutating func geneve(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    let header = try next(8, of: bytes)
    guard header[0] >> 6 == 0 else { throw .unknownTunnel }
    try skip(8 + Int(header[0] & 0x3f) * 4)
    return try Layer(etherType: header.bigEndian(at: 2))
  }
}
