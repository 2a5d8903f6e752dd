/// What an IP packet carries: its bytes depend on the addresses where a checksum covers them.
package struct TransportPacket: Sendable {
  package var ipProtocol: UInt8
  /// The bytes between these source and destination addresses of 4 or 16 bytes.
  package var bytes: @Sendable (_ source: [UInt8], _ destination: [UInt8]) -> [UInt8]

  package init(
    ipProtocol: UInt8,
    bytes: @escaping @Sendable (_ source: [UInt8], _ destination: [UInt8]) -> [UInt8]
  ) {
    self.ipProtocol = ipProtocol
    self.bytes = bytes
  }

  /// How the checksum field is filled.
  package enum Checksum: Sendable {
    case right
    /// Every bit is flipped.
    case wrong
    /// The sum of the pseudo-header, as a stack leaves it for its adapter.
    case pseudoHeader
    /// The same without the length, as for large send offload.
    case pseudoHeaderWithoutLength
    case value(UInt16)
  }

  /// A TCP segment (RFC 9293); `options` is a multiple of four bytes.
  ///
  /// `dataOffset` replaces the right one, in words.
  package static func tcp(
    from source: UInt16, to destination: UInt16, sequence: UInt32 = 1, acknowledgement: UInt32 = 0,
    flags: UInt8 = 0x10, window: UInt16 = 64_240, urgent: UInt16 = 0, options: [UInt8] = [],
    payload: [UInt8] = [], checksum: Checksum = .right, dataOffset: UInt8? = nil
  ) -> TransportPacket {
    var segment = be16(source) + be16(destination) + be32(sequence) + be32(acknowledgement)
    segment += [(dataOffset ?? UInt8(5 + options.count / 4)) << 4, flags] + be16(window)
    segment += [0, 0] + be16(urgent) + options + payload
    let blank = segment
    return TransportPacket(ipProtocol: 6) { from, to in
      filling(blank, at: 16, checksum, from: from, to: to, ipProtocol: 6)
    }
  }

  /// A UDP datagram (RFC 768).
  package static func udp(
    from source: UInt16, to destination: UInt16, payload: [UInt8]
  ) -> TransportPacket {
    let datagram = be16(source) + be16(destination) + be16(8 + payload.count) + [0, 0] + payload
    return TransportPacket(ipProtocol: 17) { from, to in
      filling(datagram, at: 6, .right, from: from, to: to, ipProtocol: 17)
    }
  }

  /// An ICMP error (RFC 792) that quotes the first bytes of `packet`.
  package static func icmp(
    type: UInt8, code: UInt8, quoting packet: [UInt8]
  ) -> TransportPacket {
    var message: [UInt8] = [type, code, 0, 0, 0, 0, 0, 0] + packet
    message.replaceSubrange(2..<4, with: be16(internetChecksum(message)))
    return .raw(1, message)
  }

  /// An ICMPv6 error (RFC 4443) that quotes the first bytes of `packet`.
  package static func icmpv6(
    type: UInt8, code: UInt8, quoting packet: [UInt8]
  ) -> TransportPacket {
    let message: [UInt8] = [type, code, 0, 0, 0, 0, 0, 0] + packet
    return TransportPacket(ipProtocol: 58) { from, to in
      filling(message, at: 2, .right, from: from, to: to, ipProtocol: 58)
    }
  }

  /// A packet inside a packet.
  package static func ip(_ packet: NetworkPacket) -> TransportPacket {
    .raw(packet.ipProtocol, packet.bytes)
  }

  /// Bytes that do not depend on the addresses.
  package static func raw(_ ipProtocol: UInt8, _ bytes: [UInt8]) -> TransportPacket {
    TransportPacket(ipProtocol: ipProtocol) { _, _ in bytes }
  }

  private static func filling(
    _ bytes: [UInt8], at offset: Int, _ checksum: Checksum, from source: [UInt8],
    to destination: [UInt8], ipProtocol: UInt8
  ) -> [UInt8] {
    let addresses = source + destination
    let pseudoHeader = addresses + be32(bytes.count) + be32(ipProtocol)
    let right = internetChecksum(pseudoHeader + bytes)
    let value =
      switch checksum {
      case .right: right
      case .wrong: ~right
      case .pseudoHeader: internetSum(pseudoHeader)
      case .pseudoHeaderWithoutLength: internetSum(addresses + be32(ipProtocol))
      case .value(let value): value
      }
    return Array(bytes[..<offset]) + be16(value) + Array(bytes[(offset + 2)...])
  }
}
