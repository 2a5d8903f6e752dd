/// A packet of the network layer, or a tag before one, with the numbers that announce it.
package struct NetworkPacket: Sendable {
  package var bytes: [UInt8]
  package var etherType: UInt16
  /// The PPP protocol number; 0 for what PPP does not carry.
  package var pppProtocol: UInt16 = 0
  /// The IP protocol number for carrying it in IP; 0 for what IP does not carry.
  package var ipProtocol: UInt8 = 0

  package init(
    bytes: [UInt8], etherType: UInt16, pppProtocol: UInt16 = 0, ipProtocol: UInt8 = 0
  ) {
    self.bytes = bytes
    self.etherType = etherType
    self.pppProtocol = pppProtocol
    self.ipProtocol = ipProtocol
  }

  /// An IPv4 packet from these bytes.
  package static func ipv4(_ bytes: [UInt8]) -> NetworkPacket {
    NetworkPacket(bytes: bytes, etherType: 0x0800, pppProtocol: 0x0021, ipProtocol: 4)
  }

  /// An IPv6 packet from these bytes.
  package static func ipv6(_ bytes: [UInt8]) -> NetworkPacket {
    NetworkPacket(bytes: bytes, etherType: 0x86dd, pppProtocol: 0x0057, ipProtocol: 41)
  }

  /// An IPv4 packet (RFC 791); `options` is a multiple of four bytes.
  ///
  /// `flagsAndOffset` is the raw field, don't fragment by default. `totalLength` replaces the
  /// right one. `pseudoDestination` is what TCP's checksum uses instead of `destination`.
  package static func ipv4(
    from source: [UInt8], to destination: [UInt8], _ transport: TransportPacket,
    identification: UInt16 = 1, hopLimit: UInt8 = 64, flagsAndOffset: UInt16 = 0x4000,
    options: [UInt8] = [], totalLength: Int? = nil, pseudoDestination: [UInt8]? = nil
  ) -> NetworkPacket {
    let payload = transport.bytes(source, pseudoDestination ?? destination)
    let headerLength = 20 + options.count
    var header: [UInt8] = [0x40 | UInt8(headerLength / 4), 0]
    header += be16(totalLength ?? headerLength + payload.count) + be16(identification)
    header += be16(flagsAndOffset) + [hopLimit, transport.ipProtocol, 0, 0] + source + destination
    header += options
    header.replaceSubrange(10..<12, with: be16(internetChecksum(header)))
    return ipv4(header + payload)
  }

  /// An IPv6 packet (RFC 8200) with extension headers of these types and bodies.
  ///
  /// A body is a header without its first byte, the next header. `payloadLength` replaces the
  /// right one.
  package static func ipv6(
    from source: [UInt8], to destination: [UInt8], _ transport: TransportPacket,
    hopLimit: UInt8 = 64, extensions: [(type: UInt8, body: [UInt8])] = [],
    payloadLength: Int? = nil, pseudoDestination: [UInt8]? = nil
  ) -> NetworkPacket {
    var payload = transport.bytes(source, pseudoDestination ?? destination)
    var next = transport.ipProtocol
    for header in extensions.reversed() {
      payload = [next] + header.body + payload
      next = header.type
    }
    let header = [0x60, 0, 0, 0] + be16(payloadLength ?? payload.count) + [next, hopLimit]
    return ipv6(header + source + destination + payload)
  }

  /// This packet as fragments with at most `size` payload bytes each, a multiple of eight.
  ///
  /// An IPv6 packet must have no extension headers.
  package func fragments(size: Int, identification: UInt32 = 77) -> [NetworkPacket] {
    let isIPv4 = etherType == 0x0800
    let headerLength = isIPv4 ? Int(bytes[0] & 0x0f) * 4 : 40
    let header = Array(bytes[..<headerLength])
    let payload = Array(bytes[headerLength...])
    return stride(from: 0, to: payload.count, by: size).map { start in
      let part = Array(payload[start..<min(start + size, payload.count)])
      let isLast = start + part.count == payload.count
      return isIPv4
        ? .ipv4(Self.ipv4Fragment(header, part, at: start, isLast: isLast, identification))
        : .ipv6(Self.ipv6Fragment(header, part, at: start, isLast: isLast, identification))
    }
  }

  private static func ipv4Fragment(
    _ header: [UInt8], _ part: [UInt8], at start: Int, isLast: Bool, _ identification: UInt32
  ) -> [UInt8] {
    var header = header
    header.replaceSubrange(2..<4, with: be16(header.count + part.count))
    header.replaceSubrange(4..<6, with: be16(identification))
    header.replaceSubrange(6..<8, with: be16(start / 8 | (isLast ? 0 : 0x2000)))
    header.replaceSubrange(10..<12, with: [0, 0])
    header.replaceSubrange(10..<12, with: be16(internetChecksum(header)))
    return header + part
  }

  private static func ipv6Fragment(
    _ header: [UInt8], _ part: [UInt8], at start: Int, isLast: Bool, _ identification: UInt32
  ) -> [UInt8] {
    var header = header
    let next = header[6]
    header.replaceSubrange(4..<6, with: be16(8 + part.count))
    header[6] = 44
    return header + [next, 0] + be16(start | (isLast ? 0 : 1)) + be32(identification) + part
  }
}
