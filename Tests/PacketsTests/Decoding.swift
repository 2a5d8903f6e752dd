import Bytes
import Packets
import TestSupport

extension PacketDecoder {
  /// Decodes a frame that may be cut: `wireLength` is its own length unless given.
  mutating func decode(
    _ frame: [UInt8], linkType: UInt32 = 1, wireLength: Int? = nil, at seconds: Double = 0
  ) -> DecodedPacket {
    decode(
      frame.span, linkType: LinkType(rawValue: linkType), wireLength: wireLength ?? frame.count,
      time: Timestamp(nanoseconds: Int64(seconds * 1e9)))
  }

  /// The captured bytes of a segment that this decoder just found in `frame`.
  func bytes(of segment: TCPSegment, in frame: [UInt8]) -> [UInt8] {
    let range = segment.offset..<(segment.offset + segment.headerLength + segment.payloadCount)
    return switch segment.storage {
    case .frame: frame.span.extracting(range).copy()
    case .datagram: datagram.extracting(range).copy()
    }
  }

  /// The captured payload of a segment that this decoder just found in `frame`.
  func payload(of segment: TCPSegment, in frame: [UInt8]) -> [UInt8] {
    Array(bytes(of: segment, in: frame).dropFirst(segment.headerLength))
  }
}

/// What a fresh decoder makes of one frame.
func decode(_ frame: [UInt8], linkType: UInt32 = 1, wireLength: Int? = nil) -> DecodedPacket {
  var decoder = PacketDecoder()
  return decoder.decode(frame, linkType: linkType, wireLength: wireLength)
}

extension DecodedPacket {
  var segment: TCPSegment? {
    guard case .segment(let segment) = self else { return nil }
    return segment
  }

  var unreachable: ICMPUnreachable? {
    guard case .unreachable(let error) = self else { return nil }
    return error
  }

  var drop: PacketDrop? {
    guard case .dropped(let reason) = self else { return nil }
    return reason
  }
}

extension PacketStatistics {
  /// Whether every frame and every fragmented datagram is accounted for exactly once.
  var isBalanced: Bool {
    frames == segments + unreachables + dropped
      && fragments.opened == fragments.reassembled + fragments.unwanted + fragments.timedOut
        + fragments.evicted + fragments.pending
  }
}

/// The packet that most tests wrap: an agent's PC talking to the mail server.
enum Example {
  static let client: [UInt8] = [10, 4, 5, 108]
  static let server: [UInt8] = [10, 4, 4, 95]
  static let client6: [UInt8] = [0x20, 0x01, 0x0d, 0xb8] + [UInt8](repeating: 0, count: 11) + [1]
  static let server6: [UInt8] = [0x20, 0x01, 0x0d, 0xb8] + [UInt8](repeating: 0, count: 11) + [2]
  static let text = Array("A1 LOGOUT\r\n".utf8)

  static let tcp = TransportPacket.tcp(
    from: 41_916, to: 143, sequence: 0x0102_0304, acknowledgement: 0x0506_0708, flags: 0x18,
    payload: text)

  static let packet = NetworkPacket.ipv4(from: client, to: server, tcp, identification: 0x1234)
  static let packet6 = NetworkPacket.ipv6(from: client6, to: server6, tcp)

  static let clientEndpoint = endpoint("10.4.5.108:41916")
  static let serverEndpoint = endpoint("10.4.4.95:143")
  static let clientEndpoint6 = endpoint("[2001:db8::1]:41916")
  static let serverEndpoint6 = endpoint("[2001:db8::2]:143")

  private static func endpoint(_ text: String) -> Endpoint {
    Endpoint(text) ?? Endpoint(address: IPAddress(v4: 0), port: 0)
  }
}

/// A small generator with a seed, so that a failure comes back.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  // SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
  }
}
