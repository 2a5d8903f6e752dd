import Bytes

/// An IP datagram that was put together from fragments.
struct ReassembledDatagram {
  /// What follows the IP header, up to the first byte that was not captured.
  var bytes: [UInt8]
  /// How many bytes that were on the wire.
  var wireCount: Int
  /// What the first byte belongs to.
  var ipProtocol: UInt8
  /// The time to live or hop limit of the first fragment.
  var hopLimit: UInt8
}

extension Layer {
  /// Whether a datagram whose first fragment holds these bytes may carry TCP, or an error about it.
  func isWanted(startingWith payload: Span<UInt8>) -> Bool {
    switch self {
    case .udp:
      payload.count < 4 || LayerCursor.tunnel(toPort: payload.bigEndian(at: 2)) != nil
    case .icmp: payload.isEmpty || payload[0] == 3 || payload[0] == 11
    case .icmpv6: payload.isEmpty || payload[0] == 1 || payload[0] == 3
    default: true
    }
  }
}
