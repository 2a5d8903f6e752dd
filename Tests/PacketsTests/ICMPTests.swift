import Packets
import TestSupport
import Testing

struct ICMPTests {
  private let router: [UInt8] = [10, 4, 0, 1]
  private let router6: [UInt8] = Example.server6.dropLast() + [0xfe]

  @Test(arguments: [
    (UInt8(3), UInt8(1), ICMPUnreachable.Kind.destinationUnreachable),
    (3, 13, .destinationUnreachable), (11, 0, .timeExceeded),
  ])
  func `an error about a segment names it`(
    type: UInt8, code: UInt8, kind: ICMPUnreachable.Kind
  ) throws {
    for quoted in [28, 40, Example.packet.bytes.count] {
      let error = TransportPacket.icmp(
        type: type, code: code, quoting: Array(Example.packet.bytes.prefix(quoted)))
      let frame = Frame.ethernet(.ipv4(from: router, to: Example.client, error), paddedTo: 60)
      let found = try #require(decode(frame).unreachable)
      #expect(
        found
          == ICMPUnreachable(
            kind: kind, code: code, reporter: IPAddress(v4: 0x0a04_0001),
            source: Example.clientEndpoint, destination: Example.serverEndpoint,
            sequenceNumber: 0x0102_0304))
    }
  }

  @Test(arguments: [
    (UInt8(1), ICMPUnreachable.Kind.destinationUnreachable), (3, .timeExceeded),
  ])
  func `an error of ICMPv6 names it too, behind extension headers`(
    type: UInt8, kind: ICMPUnreachable.Kind
  ) throws {
    let blank: (type: UInt8, body: [UInt8]) = (60, [0, 1, 4, 0, 0, 0, 0])
    for extensions in [[], [blank], [blank, blank, blank]] {
      let quoted = NetworkPacket.ipv6(
        from: Example.client6, to: Example.server6, Example.tcp, extensions: extensions)
      let error = TransportPacket.icmpv6(type: type, code: 4, quoting: quoted.bytes)
      let frame = Frame.ethernet(.ipv6(from: router6, to: Example.client6, error))
      let found = try #require(decode(frame).unreachable)
      #expect(found.kind == kind)
      #expect(found.code == 4)
      #expect(found.reporter.description == "2001:db8::fe")
      #expect(found.source == Example.clientEndpoint6)
      #expect(found.destination == Example.serverEndpoint6)
      #expect(found.sequenceNumber == 0x0102_0304)
    }
  }

  @Test func `the first fragment of a segment can be quoted, a later one cannot`() {
    for (packet, isIPv6) in [(Example.packet, false), (Example.packet6, true)] {
      let parts = packet.fragments(size: 24)
      let found = parts.map { part in
        let error: TransportPacket =
          isIPv6
          ? .icmpv6(type: 3, code: 1, quoting: part.bytes)
          : .icmp(type: 11, code: 1, quoting: part.bytes)
        let frame = Frame.ethernet(
          isIPv6
            ? .ipv6(from: router6, to: Example.client6, error)
            : .ipv4(from: router, to: Example.client, error))
        return decode(frame)
      }
      #expect(found[0].unreachable?.sequenceNumber == 0x0102_0304)
      #expect(found[1].drop == .notTCP)
    }
  }

  @Test func `other messages, and errors about other protocols, are not TCP`() {
    let udp = NetworkPacket.ipv4(
      from: Example.client, to: Example.server, .udp(from: 1, to: 53, payload: Example.text))
    let cases: [TransportPacket] = [
      .icmp(type: 8, code: 0, quoting: Example.packet.bytes),
      .icmp(type: 0, code: 0, quoting: Example.packet.bytes),
      .icmp(type: 5, code: 1, quoting: Example.packet.bytes),
      .icmp(type: 3, code: 3, quoting: udp.bytes),
      .icmp(
        type: 3, code: 1,
        quoting: NetworkPacket.ipv4(from: router, to: Example.server, .ip(Example.packet)).bytes),
    ]
    for message in cases {
      let frame = Frame.ethernet(.ipv4(from: router, to: Example.client, message))
      #expect(decode(frame).drop == .notTCP)
    }
    let echo = TransportPacket.icmpv6(type: 128, code: 0, quoting: Example.packet6.bytes)
    #expect(
      decode(Frame.ethernet(.ipv6(from: router6, to: Example.client6, echo))).drop == .notTCP)
  }

  @Test func `a quotation cut before the sequence number is truncated`() {
    for quoted in 0..<28 {
      let error = TransportPacket.icmp(
        type: 3, code: 1, quoting: Array(Example.packet.bytes.prefix(quoted)))
      let frame = Frame.ethernet(.ipv4(from: router, to: Example.client, error))
      #expect(decode(frame).drop == .truncatedHeader)
    }
  }

  @Test func `a quotation with more extension headers than anyone sends is given up`() {
    let blank: (type: UInt8, body: [UInt8]) = (60, [0, 1, 4, 0, 0, 0, 0])
    let quoted = NetworkPacket.ipv6(
      from: Example.client6, to: Example.server6, Example.tcp,
      extensions: [(type: UInt8, body: [UInt8])](repeating: blank, count: 9))
    let error = TransportPacket.icmpv6(type: 1, code: 0, quoting: quoted.bytes)
    let frame = Frame.ethernet(.ipv6(from: router6, to: Example.client6, error))
    #expect(decode(frame).drop == .tooManyHeaders)
  }
}
