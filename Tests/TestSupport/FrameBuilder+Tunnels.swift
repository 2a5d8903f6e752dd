extension TransportPacket {
  /// GRE (RFC 2784, RFC 2890) around bytes of this EtherType.
  package static func gre(
    type: UInt16, payload: [UInt8], hasChecksum: Bool = false, key: UInt32? = nil,
    sequence: UInt32? = nil
  ) -> TransportPacket {
    let flags =
      (hasChecksum ? 0x8000 : 0) | (key == nil ? 0 : 0x2000) | (sequence == nil ? 0 : 0x1000)
    var packet = be16(flags) + be16(type) + (hasChecksum ? [0, 0, 0, 0] : [])
    packet += key.map(be32) ?? []
    packet += (sequence.map(be32) ?? []) + payload
    if hasChecksum { packet.replaceSubrange(4..<6, with: be16(internetChecksum(packet))) }
    return .raw(47, packet)
  }

  /// GRE around a packet.
  package static func gre(_ packet: NetworkPacket) -> TransportPacket {
    .gre(type: packet.etherType, payload: packet.bytes)
  }

  /// ERSPAN type I: an Ethernet frame right behind a GRE header without sequence number.
  package static func erspan1(_ frame: [UInt8]) -> TransportPacket {
    .gre(type: 0x88be, payload: frame)
  }

  /// ERSPAN type II.
  package static func erspan2(_ frame: [UInt8], sequence: UInt32 = 9) -> TransportPacket {
    .gre(type: 0x88be, payload: be16(0x1064) + be16(0x0005) + be32(3) + frame, sequence: sequence)
  }

  /// ERSPAN type III; `subheader` is the eight bytes of the platform's own, or none.
  ///
  /// `frameType` is 0 for an Ethernet frame and 2 for an IP packet.
  package static func erspan3(
    _ frame: [UInt8], frameType: UInt8 = 0, subheader: [UInt8] = [], sequence: UInt32 = 9
  ) -> TransportPacket {
    let header = be16(0x2064) + be16(0x0005) + be32(0x0102_0304) + be16(0)
    let last: [UInt8] = [frameType << 2, subheader.isEmpty ? 0 : 1]
    return .gre(type: 0x22eb, payload: header + last + subheader + frame, sequence: sequence)
  }

  /// VXLAN (RFC 7348).
  package static func vxlan(_ frame: [UInt8], toPort port: UInt16 = 4789) -> TransportPacket {
    .udp(from: 50_001, to: port, payload: [0x08, 0, 0, 0] + be32(5000 << 8) + frame)
  }

  /// GENEVE (RFC 8926) around an Ethernet frame; `options` is a multiple of four bytes.
  package static func geneve(_ frame: [UInt8], options: [UInt8] = []) -> TransportPacket {
    geneve(type: 0x6558, payload: frame, options: options)
  }

  /// GENEVE around bytes of this EtherType.
  package static func geneve(
    type: UInt16, payload: [UInt8], options: [UInt8] = []
  ) -> TransportPacket {
    let header = [UInt8(options.count / 4), 0] + be16(type) + be32(77 << 8)
    return .udp(from: 50_001, to: 6081, payload: header + options + payload)
  }

  /// MPLS in UDP (RFC 7510).
  package static func mplsOverUDP(_ packet: NetworkPacket) -> TransportPacket {
    .udp(from: 50_001, to: 6635, payload: packet.bytes)
  }
}
