import Bytes

/// What the bytes at a `LayerCursor` are, as the header before them announced it.
enum Layer: Hashable {
  case ethernet
  case vlanTag
  case logicalLink
  case linuxCooked
  case linuxCooked2
  case loopback
  case ppp
  case pppoe
  case mpls
  case fabricPath
  case vnTag
  /// IP of either version; the first nibble says which.
  case ip
  case ipv4
  case ipv6
  case hopByHopOptions
  case extensionHeader
  case routingHeader
  case authenticationHeader
  case fragmentHeader
  /// A part of an IP datagram, its headers behind.
  case fragment(Fragment)
  case gre
  case wccp
  case erspan
  case udp
  case vxlan
  case geneve
  case icmp
  case icmpv6
  case tcp
}

extension Layer {
  /// The layer that a link type puts first; nil for a link type that is not decoded.
  init?(_ linkType: LinkType) {
    switch linkType {
    case .ethernet: self = .ethernet
    case .linuxCooked: self = .linuxCooked
    case .linuxCooked2: self = .linuxCooked2
    case .nullLoopback, .loop: self = .loopback
    case .raw: self = .ip
    case .ipv4: self = .ipv4
    case .ipv6: self = .ipv6
    case .ppp: self = .ppp
    case .pppEthernet: self = .pppoe
    default:
      // libpcap's DLT_RAW, 12 or 14 by platform, gets into files in place of LINKTYPE_RAW.
      guard linkType.rawValue == 12 || linkType.rawValue == 14 else { return nil }
      self = .ip
    }
  }

  /// The layer that an EtherType announces.
  init(etherType: UInt16) throws(PacketDrop) {
    switch etherType {
    case 0x0800: self = .ipv4
    case 0x86dd: self = .ipv6
    // 802.1Q, 802.1ad, and the two numbers that switches used before it was one.
    case 0x8100, 0x88a8, 0x9100, 0x9200: self = .vlanTag
    case 0x8847, 0x8848: self = .mpls
    case 0x8864: self = .pppoe
    case 0x880b: self = .ppp
    // Transparent Ethernet bridging (RFC 1701).
    case 0x6558: self = .ethernet
    case 0x8903: self = .fabricPath
    case 0x8926: self = .vnTag
    default: throw .notIP
    }
  }

  /// The layer that the type field of GRE announces; what is not GRE's own is an EtherType.
  init(greType: UInt16) throws(PacketDrop) {
    switch greType {
    case 0x88be, 0x22eb: self = .erspan
    case 0x883e: self = .wccp
    default: try self.init(etherType: greType)
    }
  }

  /// The layer that a PPP protocol number announces (RFC 1661; RFC 5072; RFC 3032, section 4.2).
  init(pppProtocol: UInt16) throws(PacketDrop) {
    switch pppProtocol {
    case 0x0021: self = .ipv4
    case 0x0057: self = .ipv6
    case 0x0281, 0x0283: self = .mpls
    default: throw .notIP
    }
  }

  /// The layer that an IPv4 protocol number or an IPv6 next header announces.
  init(ipProtocol number: UInt8, isIPv6: Bool) throws(PacketDrop) {
    switch number {
    case 6: self = .tcp
    case 17: self = .udp
    case 1 where !isIPv6: self = .icmp
    case 58 where isIPv6: self = .icmpv6
    case 4: self = .ipv4
    case 41: self = .ipv6
    case 47: self = .gre
    case 51: self = .authenticationHeader
    case 137: self = .mpls
    case 0 where isIPv6: self = .hopByHopOptions
    case 43 where isIPv6: self = .routingHeader
    case 44 where isIPv6: self = .fragmentHeader
    // Destination options, mobility, HIP and Shim6 share one shape (RFC 6564, section 4).
    case 60 where isIPv6, 135 where isIPv6, 139 where isIPv6, 140 where isIPv6:
      self = .extensionHeader
    default: throw .notTCP
    }
  }
}
