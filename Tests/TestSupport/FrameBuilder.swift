/// Whole frames, built from the inside out for tests.
///
/// `Frame.ethernet(.ipv4(from: [10, 0, 0, 1], to: [10, 0, 0, 2], .tcp(from: 1025, to: 143)))` is
/// the capture's bytes of one frame. Lengths and checksums are right unless a parameter breaks them.
package enum Frame {
  package static let destinationAddress: [UInt8] = [0x02, 0, 0, 0, 0, 0x02]
  package static let sourceAddress: [UInt8] = [0x02, 0, 0, 0, 0, 0x01]

  /// Ethernet II, padded to `minimum` bytes (60 is what goes over a cable).
  package static func ethernet(_ packet: NetworkPacket, paddedTo minimum: Int = 0) -> [UInt8] {
    let frame = destinationAddress + sourceAddress + be16(packet.etherType) + packet.bytes
    return frame + [UInt8](repeating: 0, count: max(0, minimum - frame.count))
  }

  /// 802.3 with LLC and SNAP (RFC 1042).
  package static func logicalLink(_ packet: NetworkPacket) -> [UInt8] {
    let payload = [0xaa, 0xaa, 0x03, 0, 0, 0] + be16(packet.etherType) + packet.bytes
    return destinationAddress + sourceAddress + be16(payload.count) + payload
  }

  /// Linux cooked capture v1.
  package static func linuxCooked(_ packet: NetworkPacket) -> [UInt8] {
    be16(0) + be16(1) + be16(6) + sourceAddress + [0, 0] + be16(packet.etherType) + packet.bytes
  }

  /// Linux cooked capture v2.
  package static func linuxCooked2(_ packet: NetworkPacket) -> [UInt8] {
    be16(packet.etherType) + be16(0) + be32(2) + be16(1) + [0, 6] + sourceAddress + [0, 0]
      + packet.bytes
  }

  /// BSD loopback with the address family in either byte order.
  package static func loopback(
    _ packet: NetworkPacket, isBigEndian: Bool, familyOfIPv6: UInt32 = 30
  ) -> [UInt8] {
    let family = be32(packet.etherType == 0x86dd ? familyOfIPv6 : 2)
    return (isBigEndian ? family : family.reversed()) + packet.bytes
  }

  /// PPP, with HDLC's address and control or without.
  package static func ppp(
    _ packet: NetworkPacket, hasFraming: Bool = true, isCompressed: Bool = false
  ) -> [UInt8] {
    let framing: [UInt8] = hasFraming ? [0xff, 0x03] : []
    let number = be16(packet.pppProtocol)
    return framing + (isCompressed ? [number[1]] : number) + packet.bytes
  }
}

/// The two bytes of `value` in network order; the low ones of a larger value.
package func be16(_ value: some BinaryInteger) -> [UInt8] {
  [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
}

/// The four bytes of `value` in network order.
package func be32(_ value: some BinaryInteger) -> [UInt8] { be16(value >> 16) + be16(value) }

/// The Internet checksum (RFC 1071), the obvious way: two bytes at a time, odd ends padded.
package func internetChecksum(_ bytes: [UInt8]) -> UInt16 { ~internetSum(bytes) }

/// The one's complement sum that the Internet checksum is the complement of.
package func internetSum(_ bytes: [UInt8]) -> UInt16 {
  let even = bytes.count.isMultiple(of: 2) ? bytes : bytes + [0]
  var sum = 0
  for index in stride(from: 0, to: even.count, by: 2) {
    sum += Int(even[index]) << 8 + Int(even[index + 1])
    if sum > 0xffff { sum -= 0xffff }
  }
  return UInt16(sum)
}
