import Packets
import TestSupport
import Testing

struct IPv6Tests {
  @Test func `addresses and hop limit arrive`() throws {
    let segment = try #require(decode(Frame.ethernet(Example.packet6)).segment)
    #expect(segment.source == Example.clientEndpoint6)
    #expect(segment.destination == Example.serverEndpoint6)
    #expect(segment.hopLimit == 64)
    #expect(segment.identification == 0)
  }

  @Test(arguments: [UInt8(0), 60, 135, 139, 140])
  func `an extension header of the common shape is stepped over`(_ type: UInt8) throws {
    for units in [0, 1, 5] {
      let body = [UInt8(units)] + [UInt8](repeating: 1, count: units * 8 + 6)
      let segment = try #require(decode(withExtensions([(type, body)])).segment)
      #expect(segment.offset == 14 + 40 + 8 + units * 8)
      #expect(segment.payloadCount == Example.text.count)
    }
  }

  @Test func `an authentication header counts its length in words of four bytes`() throws {
    let body = [UInt8(4), 0, 0] + [UInt8](repeating: 9, count: 20)
    let segment = try #require(decode(withExtensions([(51, body)])).segment)
    #expect(segment.offset == 14 + 40 + 24)
    let packet = NetworkPacket.ipv4(
      from: Example.client, to: Example.server,
      .raw(51, [6] + body + Example.tcp.bytes(Example.client, Example.server)))
    #expect(decode(Frame.ethernet(packet)).segment?.offset == 14 + 20 + 24)
  }

  @Test func `extension headers follow each other`() throws {
    let blank: [UInt8] = [0, 1, 4, 0, 0, 0, 0]
    let segment = try #require(
      decode(withExtensions([(0, blank), (60, blank), (43, blank), (60, blank)])).segment)
    #expect(segment.offset == 14 + 40 + 32)
  }

  @Test func `more headers than the limit are too many`() {
    let blank: (type: UInt8, body: [UInt8]) = (60, [0, 1, 4, 0, 0, 0, 0])
    let few = withExtensions([(type: UInt8, body: [UInt8])](repeating: blank, count: 50))
    let many = withExtensions([(type: UInt8, body: [UInt8])](repeating: blank, count: 70))
    #expect(decode(few).segment != nil)
    #expect(decode(many).drop == .tooManyHeaders)
  }

  @Test(arguments: [
    RoutingCase(name: "source route", type: 0, finalFirst: false),
    RoutingCase(name: "Mobile IPv6", type: 2, finalFirst: false),
    RoutingCase(name: "segment routing", type: 4, finalFirst: true),
  ])
  func `a routing header's last address is the destination`(_ example: RoutingCase) throws {
    let hop: [UInt8] = Example.server6.dropLast() + [9]
    for segmentsLeft in [UInt8(1), 0] {
      let addresses = example.finalFirst ? Example.server6 + hop : hop + Example.server6
      let body = [UInt8(4), example.type, segmentsLeft, 0, 0, 0, 0] + addresses
      let to = segmentsLeft == 0 ? Example.server6 : hop
      let packet = NetworkPacket.ipv6(
        from: Example.client6, to: to, Example.tcp, extensions: [(43, body)],
        pseudoDestination: Example.server6)
      let frame = Frame.ethernet(packet)
      var decoder = PacketDecoder()
      let segment = try #require(decoder.decode(frame).segment)
      #expect(segment.destination == Example.serverEndpoint6)
      #expect(verify(segment, decoder.bytes(of: segment, in: frame)) == .valid)
    }
  }

  @Test func `a jumbogram's length is in its option`() throws {
    let payload = [UInt8](repeating: 3, count: 70_000)
    let length = 8 + 20 + payload.count
    let packet = NetworkPacket.ipv6(
      from: Example.client6, to: Example.server6, .tcp(from: 1, to: 2, payload: payload),
      extensions: [(0, [0, 0xc2, 4] + be32(length))], payloadLength: 0)
    let frame = Frame.ethernet(packet) + [1, 2, 3, 4]
    let segment = try #require(decode(frame).segment)
    #expect(segment.payloadCount == 70_000)
    let cut = try #require(decode(Array(frame[..<100]), wireLength: frame.count).segment)
    #expect(cut.payloadWireCount == 70_000)
  }

  @Test(arguments: [0, 7, 16 << 20 + 1, 0xffff_ffff])
  func `a jumbo length that nobody can have meant is bad`(_ length: Int) {
    let packet = NetworkPacket.ipv6(
      from: Example.client6, to: Example.server6, Example.tcp,
      extensions: [(0, [0, 0xc2, 4] + be32(length))], payloadLength: 0)
    #expect(decode(Frame.ethernet(packet)).drop == .badLength)
  }

  @Test func `a jumbo option beside a payload length is ignored`() throws {
    let packet = NetworkPacket.ipv6(
      from: Example.client6, to: Example.server6, Example.tcp,
      extensions: [(0, [0, 0xc2, 4] + be32(100_000))])
    let segment = try #require(decode(Frame.ethernet(packet, paddedTo: 200)).segment)
    #expect(segment.payloadWireCount == Example.text.count)
  }

  @Test func `a payload length of zero without an option means the frame's`() throws {
    let packet = NetworkPacket.ipv6(
      from: Example.client6, to: Example.server6, Example.tcp, payloadLength: 0)
    let segment = try #require(decode(Frame.ethernet(packet)).segment)
    #expect(segment.payloadCount == Example.text.count)
  }

  @Test func `an extension header beyond the packet is bad, beyond the capture truncated`() {
    let frame = withExtensions([(60, [200, 1, 4, 0, 0, 0, 0])])
    #expect(decode(frame).drop == .badLength)
    let long = withExtensions([(60, [20] + [UInt8](repeating: 0, count: 166))])
    #expect(decode(Array(long[..<100]), wireLength: long.count).drop == .truncatedHeader)
    #expect(decode(long).segment != nil)
  }

  @Test func `a header cut short is dropped as such`() {
    let frame = Frame.ethernet(Example.packet6)
    for captured in 1..<74 {
      #expect(
        decode(Array(frame[..<captured]), wireLength: frame.count).drop == .truncatedHeader)
    }
  }

  @Test func `no next header and encrypted payloads are not TCP`() {
    for number in [UInt8(59), 50, 1, 2] {
      let packet = NetworkPacket.ipv6(
        from: Example.client6, to: Example.server6, .raw(number, [UInt8](repeating: 0, count: 40)))
      #expect(decode(Frame.ethernet(packet)).drop == .notTCP)
    }
  }

  private func withExtensions(_ extensions: [(type: UInt8, body: [UInt8])]) -> [UInt8] {
    Frame.ethernet(
      .ipv6(from: Example.client6, to: Example.server6, Example.tcp, extensions: extensions))
  }
}

/// A kind of routing header, and where it puts the final destination.
struct RoutingCase: Sendable, CustomTestStringConvertible {
  var name: String
  var type: UInt8
  var finalFirst: Bool
  var testDescription: String { name }
}
