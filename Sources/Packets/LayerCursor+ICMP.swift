import Bytes

extension LayerCursor {
  /// An error about a TCP segment, of ICMP (RFC 792) or ICMPv6 (RFC 4443, section 3).
  func icmpError(_ bytes: Span<UInt8>) throws(PacketDrop) -> ICMPUnreachable {
    let header = try next(8, of: bytes)
    let quoted: Layer = ip.isIPv6 ? .ipv6 : .ipv4
    switch (header[0], ip.isIPv6) {
    case (3, false), (1, true):
      return try error(.destinationUnreachable, code: header[1], quoting: quoted, of: bytes)
    case (11, false), (3, true):
      return try error(.timeExceeded, code: header[1], quoting: quoted, of: bytes)
    default: throw .notTCP
    }
  }

  /// Reads the packet that an error quotes, as far as TCP's first eight bytes.
  private func error(
    _ kind: ICMPUnreachable.Kind, code: UInt8, quoting first: Layer, of bytes: Span<UInt8>
  ) throws(PacketDrop) -> ICMPUnreachable {
    var quoted = self
    quoted.offset += 8
    try quoted.findTCP(bytes, from: first)
    let ports = try quoted.next(8, of: bytes)
    return ICMPUnreachable(
      kind: kind, code: code, reporter: ip.source,
      source: Endpoint(address: quoted.ip.source, port: ports.bigEndian(at: 0)),
      destination: Endpoint(address: quoted.ip.destination, port: ports.bigEndian(at: 2)),
      sequenceNumber: ports.bigEndian(at: 4))
  }

  /// Steps to the TCP header of a quoted packet; tunnels are not entered.
  private mutating func findTCP(_ bytes: Span<UInt8>, from first: Layer) throws(PacketDrop) {
    var layer = try step(over: first, of: bytes)
    for _ in 0..<8 {
      switch layer {
      case .tcp:
        return
      case .hopByHopOptions, .extensionHeader, .routingHeader, .authenticationHeader,
        .fragmentHeader:
        layer = try step(over: layer, of: bytes)
      case .fragment(let fragment) where fragment.units == 0:
        layer = try Layer(ipProtocol: fragment.ipProtocol, isIPv6: ip.isIPv6)
      default:
        throw .notTCP
      }
    }
    throw .tooManyHeaders
  }
}
