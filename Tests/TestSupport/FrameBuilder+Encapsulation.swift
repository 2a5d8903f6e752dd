/// A way in which a span port or a network hands on Ethernet frames.
///
/// Whatever a program finds in a capture, it must find in the capture wrapped in any of these.
package enum Encapsulation: String, Sendable, CaseIterable {
  case plain, padded
  case vlan, serviceVLAN, tripleVLAN
  case mpls, mplsEthernet, mplsControlWord
  case pppoe, logicalLink, fabricPath, vnTag
  case linuxCooked, linuxCooked2
  case loopbackLittleEndian, loopbackBigEndian, openLoopback
  case rawIP, ipLink, ppp, pppWithoutFraming, pppoeLink
  case gre, greAllFields, greEthernet, grePPP
  case erspan1, erspan2, erspan3, erspan3Subheader, erspan3IP
  case vxlan, vxlanLinux, geneve, geneveOptions, geneveIP, mplsOverUDP
  case ipInIPv4, ipInIPv6, fourTunnels
  case fragments, tinyFragments, fragmentsReversed, fragmentedTunnel, fragmentsInTunnel
  case fragmentedTwice

  /// The LINKTYPE number of the frames; for `ipLink` that of IPv4.
  package var linkType: UInt32 {
    switch self {
    case .linuxCooked: 113
    case .linuxCooked2: 276
    case .loopbackLittleEndian, .loopbackBigEndian: 0
    case .openLoopback: 108
    case .rawIP: 101
    case .ipLink: 228
    case .ppp, .pppWithoutFraming: 9
    case .pppoeLink: 51
    default: 1
    }
  }

  /// The frames that one Ethernet frame becomes; several where it is cut into fragments.
  ///
  /// The frame must be whole: a cut by the snap length would become the packet's real end.
  /// `number` tells the datagrams of successive frames apart. A frame that is not IP stays as it is
  /// where Ethernet can carry it and is left out elsewhere; one of IPv6 is left out for `ipLink`.
  package func wrap(_ frame: [UInt8], number: Int) -> [[UInt8]] {
    guard let packet = NetworkPacket(ethernet: frame) else { return linkType == 1 ? [frame] : [] }
    if let whole = wrapLink(packet, frame) ?? wrapTag(packet, frame) { return whole }
    if let transport = tunnel(packet, frame) {
      return [Frame.ethernet(outer(transport, number))]
    }
    return wrapFragments(packet, frame, number)
  }

  private func wrapLink(_ packet: NetworkPacket, _ frame: [UInt8]) -> [[UInt8]]? {
    switch self {
    case .plain: [frame]
    case .padded: [Frame.ethernet(packet, paddedTo: 70)]
    // A length field cannot say more than 1500: what is longer goes as Ethernet II.
    case .logicalLink: [packet.bytes.count > 1492 ? frame : Frame.logicalLink(packet)]
    case .linuxCooked: [Frame.linuxCooked(packet)]
    case .linuxCooked2: [Frame.linuxCooked2(packet)]
    case .loopbackLittleEndian: [Frame.loopback(packet, isBigEndian: false)]
    case .loopbackBigEndian, .openLoopback:
      [Frame.loopback(packet, isBigEndian: true, familyOfIPv6: 24)]
    case .rawIP: [packet.bytes]
    case .ipLink: packet.etherType == 0x0800 ? [packet.bytes] : []
    case .ppp: [Frame.ppp(packet)]
    case .pppWithoutFraming: [Frame.ppp(packet, hasFraming: false, isCompressed: true)]
    case .pppoeLink: [NetworkPacket.pppoe(packet).bytes]
    default: nil
    }
  }

  private func wrapTag(_ packet: NetworkPacket, _ frame: [UInt8]) -> [[UInt8]]? {
    let tagged: NetworkPacket? =
      switch self {
      case .vlan: .vlan(100, packet)
      case .serviceVLAN: .vlan(7, .vlan(100, packet), type: 0x88a8)
      case .tripleVLAN: .vlan(7, .vlan(8, .vlan(9, packet), type: 0x9100), type: 0x88a8)
      case .mpls: .mpls([16, 17], packet)
      case .mplsEthernet: .mpls([16], ethernet: frame, hasControlWord: false)
      case .mplsControlWord: .mpls([16, 17], ethernet: frame, hasControlWord: true)
      case .pppoe: .pppoe(packet)
      case .fabricPath: .fabricPath(ethernet: frame)
      case .vnTag: .vnTag(packet)
      default: nil
      }
    return tagged.map { [Frame.ethernet($0)] }
  }

  private func tunnel(_ packet: NetworkPacket, _ frame: [UInt8]) -> TransportPacket? {
    switch self {
    case .gre: .gre(packet)
    case .greAllFields:
      .gre(
        type: packet.etherType, payload: packet.bytes, hasChecksum: true, key: 5, sequence: 6)
    case .greEthernet: .gre(type: 0x6558, payload: frame)
    case .grePPP: .gre(type: 0x880b, payload: Frame.ppp(packet))
    case .erspan1: .erspan1(frame)
    case .erspan2: .erspan2(frame)
    case .erspan3: .erspan3(frame)
    case .erspan3Subheader: .erspan3(frame, subheader: [0x30, 0, 0, 0, 0, 0, 0, 1])
    case .erspan3IP: .erspan3(packet.bytes, frameType: 2)
    case .vxlan: .vxlan(frame)
    case .vxlanLinux: .vxlan(frame, toPort: 8472)
    case .geneve: .geneve(frame)
    case .geneveOptions: .geneve(frame, options: be32(0x0102_0301) + be32(0xdead_beef))
    case .geneveIP: .geneve(type: packet.etherType, payload: packet.bytes)
    case .mplsOverUDP: .mplsOverUDP(.mpls([99], packet))
    case .ipInIPv4, .ipInIPv6: .ip(packet)
    case .fourTunnels: fourTunnels(packet)
    default: nil
    }
  }

  /// IP in GRE in ERSPAN in VXLAN, a VLAN tag among them; the fourth packet is up to the caller.
  private func fourTunnels(_ packet: NetworkPacket) -> TransportPacket {
    let ipInIP = outer(.ip(packet), 1)
    let mirrored = outer(.gre(ipInIP), 2)
    let mirror = outer(.erspan2(Frame.ethernet(mirrored)), 3)
    return .vxlan(Frame.ethernet(.vlan(4, mirror)))
  }

  private func wrapFragments(
    _ packet: NetworkPacket, _ frame: [UInt8], _ number: Int
  ) -> [[UInt8]] {
    let identification = UInt32(truncatingIfNeeded: number)
    func parts(_ packet: NetworkPacket, _ size: Int) -> [NetworkPacket] {
      packet.fragments(size: size, identification: identification)
    }
    return switch self {
    case .fragments: parts(packet, 512).map { Frame.ethernet($0) }
    case .tinyFragments: parts(packet, 64).map { Frame.ethernet($0) }
    case .fragmentsReversed: parts(packet, 256).reversed().map { Frame.ethernet($0) }
    case .fragmentedTunnel:
      parts(outer(.erspan2(frame), number), 800).map { Frame.ethernet($0) }
    case .fragmentsInTunnel:
      parts(packet, 400).map { Frame.ethernet(outer(.vxlan(Frame.ethernet($0)), number)) }
    case .fragmentedTwice:
      parts(packet, 640).enumerated().flatMap { index, part in
        outer(.gre(part), number).fragments(
          size: 256, identification: identification &* 64 &+ UInt32(index)
        ).map { Frame.ethernet($0) }
      }
    default: [frame]
    }
  }

  /// The tunnel's own packet: IPv6 for the case that says so, IPv4 otherwise.
  private func outer(_ transport: TransportPacket, _ number: Int) -> NetworkPacket {
    guard self != .ipInIPv6 else {
      return .ipv6(
        from: [0x20, 0x01, 0x0d, 0xb8] + [UInt8](repeating: 0, count: 12),
        to: [0x20, 0x01, 0x0d, 0xb8] + [UInt8](repeating: 1, count: 12), transport, hopLimit: 61)
    }
    return .ipv4(
      from: [192, 0, 2, 1], to: [192, 0, 2, 2], transport,
      identification: UInt16(truncatingIfNeeded: number), hopLimit: 61)
  }
}

extension NetworkPacket {
  /// The IP packet of an Ethernet frame, without padding; nil for anything else.
  package init?(ethernet frame: [UInt8]) {
    guard frame.count >= 34 else { return nil }
    let bytes = Array(frame[14...])
    switch (frame[12], frame[13], bytes[0] >> 4) {
    case (0x08, 0x00, 4):
      self = .ipv4(Array(bytes.prefix(Int(bytes[2]) << 8 | Int(bytes[3]))))
    case (0x86, 0xdd, 6):
      self = .ipv6(Array(bytes.prefix(40 + (Int(bytes[4]) << 8 | Int(bytes[5])))))
    default:
      return nil
    }
  }
}
