extension NetworkPacket {
  /// `packet` behind a VLAN tag; `type` is 0x8100, 0x88a8, 0x9100 or 0x9200.
  package static func vlan(
    _ number: UInt16, _ packet: NetworkPacket, type: UInt16 = 0x8100
  ) -> NetworkPacket {
    NetworkPacket(bytes: be16(number) + be16(packet.etherType) + packet.bytes, etherType: type)
  }

  /// `packet` below a stack of MPLS labels (RFC 3032).
  package static func mpls(_ labels: [UInt32], _ packet: NetworkPacket) -> NetworkPacket {
    mpls(labels, payload: packet.bytes)
  }

  /// An Ethernet frame below a stack of MPLS labels (RFC 4448).
  package static func mpls(
    _ labels: [UInt32], ethernet frame: [UInt8], hasControlWord: Bool
  ) -> NetworkPacket {
    mpls(labels, payload: (hasControlWord ? [0, 0, 0, 0] : []) + frame)
  }

  private static func mpls(_ labels: [UInt32], payload: [UInt8]) -> NetworkPacket {
    let stack = labels.enumerated().flatMap { index, label in
      be32(label << 12 | (index == labels.count - 1 ? 0x100 : 0) | 64)
    }
    return NetworkPacket(
      bytes: stack + payload, etherType: 0x8847, pppProtocol: 0x0281, ipProtocol: 137)
  }

  /// `packet` in a PPPoE session (RFC 2516).
  package static func pppoe(_ packet: NetworkPacket) -> NetworkPacket {
    let ppp = be16(packet.pppProtocol) + packet.bytes
    return NetworkPacket(bytes: [0x11, 0, 0, 7] + be16(ppp.count) + ppp, etherType: 0x8864)
  }

  /// An Ethernet frame behind a Cisco FabricPath header's tag.
  package static func fabricPath(ethernet frame: [UInt8]) -> NetworkPacket {
    NetworkPacket(bytes: [0x04, 0x20] + frame, etherType: 0x8903)
  }

  /// `packet` behind a Cisco VN-Tag.
  package static func vnTag(_ packet: NetworkPacket) -> NetworkPacket {
    NetworkPacket(
      bytes: [0x80, 1, 0, 2] + be16(packet.etherType) + packet.bytes, etherType: 0x8926)
  }
}
