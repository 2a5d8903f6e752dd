extension LayerCursor {
  /// Decodes one header that is followed by another, and returns that one.
  ///
  /// The layers where decoding ends are the callers' business; here they are not TCP.
  mutating func step(over layer: Layer, of bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    switch layer {
    case .ethernet: try ethernet(bytes)
    case .ipv4: try ipv4(bytes)
    case .ipv6: try ipv6(bytes)
    case .vlanTag: try vlanTag(bytes)
    case .udp: try udp(bytes)
    case .ip: try anyIP(bytes)
    case .logicalLink: try logicalLink(bytes)
    case .linuxCooked: try linuxCooked(bytes)
    case .linuxCooked2: try linuxCooked2(bytes)
    case .loopback: try loopback(bytes)
    case .ppp: try ppp(bytes)
    case .pppoe: try pppoe(bytes)
    case .mpls: try mpls(bytes)
    case .fabricPath: try fabricPath()
    case .vnTag: try vnTag(bytes)
    case .hopByHopOptions: try hopByHopOptions(bytes)
    case .extensionHeader: try extensionHeader(bytes)
    case .routingHeader: try routingHeader(bytes)
    case .authenticationHeader: try authenticationHeader(bytes)
    case .fragmentHeader: try fragmentHeader(bytes)
    case .gre: try gre(bytes)
    case .wccp: try wccp(bytes)
    case .erspan: try erspan(bytes)
    case .vxlan: try vxlan(bytes)
    case .geneve: try geneve(bytes)
    case .fragment, .icmp, .icmpv6, .tcp: throw .notTCP
    }
  }
}
