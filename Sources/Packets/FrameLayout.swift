package import Bytes

/// Where the headers of a frame lie, for whoever wants to change it.
///
/// It follows the same headers as `PacketDecoder`, up to TCP, an ICMP error, a fragment, or to what
/// is not decoded.
package struct FrameLayout: Sendable {
  package enum Kind: Hashable, Sendable {
    case ethernet
    case linuxCooked
    case linuxCooked2
    case ipv4
    case ipv6
    /// IPv6's routing header, which holds addresses.
    case routing
    case udp
    case gre
    case tcp
    case icmp
    case icmpv6
    /// What a fragment carries, its IP header behind.
    case fragment
    /// A header without addresses or checksums.
    case other
  }

  package struct Header: Hashable, Sendable {
    package var kind: Kind
    package var offset: Int
    /// Behind the last captured byte of what the header is a part of: its datagram, or the frame.
    package var end: Int
    /// The innermost IP header's addresses.
    package var source: IPAddress
    package var destination: IPAddress
  }

  /// From the outside inwards.
  package private(set) var headers: [Header] = []

  package init(_ frame: Span<UInt8>, linkType: LinkType, wireLength: Int, limits: PacketLimits) {
    guard let first = Layer(linkType) else { return }
    var cursor = LayerCursor(
      end: frame.count, wireEnd: max(wireLength, frame.count), depthLeft: limits.tunnelDepth)
    var layer = first
    for _ in 0..<max(0, limits.headers) {
      if layer == .ip { layer = (try? cursor.anyIP(frame)) ?? .ip }
      let start = cursor.offset
      let kind = Kind(layer)
      let following: Layer
      do throws(PacketDrop) {
        following = try cursor.step(over: layer, of: frame)
      } catch {
        // Where the way ends, the header itself is there all the same.
        if kind.isLast || cursor.offset > start { append(kind, at: start, cursor) }
        return
      }
      append(kind, at: start, cursor)
      layer = following
    }
  }

  private mutating func append(_ kind: Kind, at offset: Int, _ cursor: LayerCursor) {
    headers.append(
      Header(
        kind: kind, offset: offset, end: cursor.end, source: cursor.ip.source,
        destination: cursor.ip.destination))
  }

  /// The innermost header with IP addresses; nil where there is none.
  package var innermostIP: Header? {
    headers.last { $0.kind == .ipv4 || $0.kind == .ipv6 }
  }

  /// The frame's last header.
  package var last: Header? { headers.last }
}

extension FrameLayout.Kind {
  fileprivate init(_ layer: Layer) {
    self =
      switch layer {
      case .ethernet: .ethernet
      case .linuxCooked: .linuxCooked
      case .linuxCooked2: .linuxCooked2
      case .ipv4: .ipv4
      case .ipv6: .ipv6
      case .routingHeader: .routing
      case .udp: .udp
      case .gre: .gre
      case .tcp: .tcp
      case .icmp: .icmp
      case .icmpv6: .icmpv6
      case .fragment: .fragment
      default: .other
      }
  }

  /// Whether nothing that is followed comes behind it.
  fileprivate var isLast: Bool {
    switch self {
    case .tcp, .icmp, .icmpv6, .fragment: true
    default: false
    }
  }
}
