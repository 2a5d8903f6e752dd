import Packets
import TestSupport

/// A one-to-one mapping of IPv4 addresses to IPv6 ones, the order kept: `2001:db8::a.b.c.d`.
enum IPv6Mapping {
  private static let prefix: UInt64 = 0x2001_0db8_0000_0000

  static func mapped(_ address: [UInt8]) -> [UInt8] {
    [0x20, 0x01, 0x0d, 0xb8] + [UInt8](repeating: 0, count: 8) + address
  }

  static func restored(_ address: IPAddress) -> IPAddress {
    guard address.high == prefix, address.low >> 32 == 0 else { return address }
    return IPAddress(v4: UInt32(truncatingIfNeeded: address.low))
  }

  /// Every whole TCP and UDP packet of IPv4 in IPv6, with its checksum made right.
  static let transformation = Transformation.eachPacket { packet in
    guard packet.etherType == 0x0800, let transport = transport(of: packet.bytes) else {
      return packet
    }
    let (source, destination) = (Array(packet.bytes[12..<16]), Array(packet.bytes[16..<20]))
    return .ipv6(
      from: mapped(source), to: mapped(destination), transport, hopLimit: packet.bytes[8])
  }

  private static func transport(of packet: [UInt8]) -> TransportPacket? {
    let isFragment = (packet[6] & 0x3f) != 0 || packet[7] != 0
    guard !isFragment, let checksumAt = [6: 16, 17: 6][packet[9]] else { return nil }
    var segment = Array(packet[(Int(packet[0] & 15) * 4)...])
    segment.replaceSubrange(checksumAt..<(checksumAt + 2), with: [0, 0])
    let (blank, number) = (segment, packet[9])
    return TransportPacket(ipProtocol: number) { source, destination in
      let pseudoHeader = source + destination + be32(blank.count) + be32(number)
      let checksum = internetChecksum(pseudoHeader + blank)
      return Array(blank[..<checksumAt]) + be16(checksum) + Array(blank[(checksumAt + 2)...])
    }
  }
}
