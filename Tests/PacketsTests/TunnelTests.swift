import Bytes
import Packets
import TestSupport
import Testing

struct TunnelTests {
  @Test func `tunnels are followed to the limit and no further`() {
    for depth in 0...4 {
      let limits = PacketLimits(tunnelDepth: depth)
      for tunnels in 0...6 {
        var packet = Example.packet
        for _ in 0..<tunnels {
          packet = .ipv4(from: Example.server, to: Example.client, .ip(packet))
        }
        var decoder = PacketDecoder(limits: limits)
        let decoded = decoder.decode(Frame.ethernet(packet))
        if tunnels <= depth {
          #expect(decoded.segment?.source == Example.clientEndpoint)
        } else {
          #expect(decoded.drop == .tunnelTooDeep)
        }
      }
    }
  }

  @Test func `the limit of eight tunnels is the default`() {
    #expect(PacketLimits().tunnelDepth == 8)
  }

  @Test func `labels and tags without end are too many`() {
    let labels = Frame.ethernet(.mpls([UInt32](repeating: 5, count: 100), Example.packet))
    #expect(decode(labels).drop == .tooManyHeaders)
    var tags = Example.packet
    for _ in 0..<100 { tags = .vlan(1, tags) }
    #expect(decode(Frame.ethernet(tags)).drop == .tooManyHeaders)
    let some = Frame.ethernet(.mpls([UInt32](repeating: 5, count: 50), Example.packet))
    #expect(decode(some).segment != nil)
  }

  @Test func `limits below zero drop and do not trap`() {
    var decoder = PacketDecoder(
      limits: PacketLimits(
        tunnelDepth: -5, headers: -1, datagrams: 0, fragmentBytes: -1,
        fragmentTimeout: .seconds(-1)))
    #expect(decoder.decode(Frame.ethernet(Example.packet)).drop == .tunnelTooDeep)
    #expect(decoder.decode(Frame.ethernet(.mpls([1], Example.packet))).drop == .tooManyHeaders)
    for part in Example.packet.fragments(size: 8) {
      #expect(decoder.decode(Frame.ethernet(part)).drop != nil)
    }
    #expect(decoder.statistics.isBalanced)
  }

  @Test func `GRE of version 1 and with routing is not followed`() {
    for first in ["3081 880b", "2001 880b", "4000 0800"] {
      let packet = NetworkPacket.ipv4(
        from: Example.client, to: Example.server,
        .raw(47, hex(first) + [UInt8](repeating: 0, count: 12) + Example.packet.bytes))
      #expect(decode(Frame.ethernet(packet)).drop == .unknownTunnel)
    }
  }

  @Test func `every combination of GRE's optional fields is stepped over`() {
    for hasChecksum in [false, true] {
      for key in [nil, UInt32(7)] {
        for sequence in [nil, UInt32(8)] {
          let gre = TransportPacket.gre(
            type: 0x0800, payload: Example.packet.bytes, hasChecksum: hasChecksum, key: key,
            sequence: sequence)
          let frame = Frame.ethernet(.ipv4(from: [1, 1, 1, 1], to: [2, 2, 2, 2], gre))
          #expect(decode(frame).segment?.source == Example.clientEndpoint)
        }
      }
    }
  }

  @Test func `WCCP's redirect header is stepped over where it is`() {
    for header in ["", "00000000", "01020003"] {
      let gre = TransportPacket.gre(type: 0x883e, payload: hex(header) + Example.packet.bytes)
      let frame = Frame.ethernet(.ipv4(from: [1, 1, 1, 1], to: [2, 2, 2, 2], gre))
      #expect(decode(frame).segment?.source == Example.clientEndpoint)
    }
  }

  @Test func `ERSPAN of an unknown version or frame type is not followed`() {
    let inner = Frame.ethernet(Example.packet)
    let version = TransportPacket.gre(
      type: 0x88be, payload: hex("30640005 00000003") + inner, sequence: 1)
    #expect(
      decode(Frame.ethernet(.ipv4(from: [1, 1, 1, 1], to: [2, 2, 2, 2], version))).drop
        == .unknownTunnel)
    let infiniband = TransportPacket.erspan3(inner, frameType: 1)
    #expect(
      decode(Frame.ethernet(.ipv4(from: [1, 1, 1, 1], to: [2, 2, 2, 2], infiniband))).drop
        == .unknownTunnel)
  }

  @Test func `an ERSPAN copy cut by the switch keeps the inner header's length`() throws {
    let inner = Frame.ethernet(
      .ipv4(
        from: Example.client, to: Example.server,
        .tcp(from: 41_916, to: 143, payload: [UInt8](repeating: 1, count: 1000))))
    let cut = TransportPacket.erspan2(Array(inner[..<128]))
    let frame = Frame.ethernet(.ipv4(from: [1, 1, 1, 1], to: [2, 2, 2, 2], cut))
    let segment = try #require(decode(frame).segment)
    #expect(segment.payloadCount == 128 - 54)
    #expect(segment.payloadWireCount == 1000)
  }

  @Test func `UDP that is no tunnel is not TCP`() {
    let inner = Frame.ethernet(Example.packet)
    for port in [UInt16(53), 4788, 4790, 6080, 0] {
      let packet = NetworkPacket.ipv4(
        from: Example.client, to: Example.server, .udp(from: 4789, to: port, payload: inner))
      #expect(decode(Frame.ethernet(packet)).drop == .notTCP)
    }
    let noFlag = NetworkPacket.ipv4(
      from: Example.client, to: Example.server,
      .udp(from: 1, to: 4789, payload: [UInt8](repeating: 0, count: 8) + inner))
    #expect(decode(Frame.ethernet(noFlag)).drop == .notTCP)
    let version = NetworkPacket.ipv4(
      from: Example.client, to: Example.server,
      .udp(from: 1, to: 6081, payload: hex("40 00 6558 00000000") + inner))
    #expect(decode(Frame.ethernet(version)).drop == .unknownTunnel)
  }

  @Test func `IP of either version is carried in either`() {
    for outerIsIPv6 in [false, true] {
      for inner in [Example.packet, Example.packet6] {
        let outer: NetworkPacket =
          outerIsIPv6
          ? .ipv6(from: Example.server6, to: Example.client6, .ip(inner))
          : .ipv4(from: Example.server, to: Example.client, .ip(inner))
        let segment = decode(Frame.ethernet(outer)).segment
        #expect(segment?.source.port == 41_916)
        #expect(segment?.source.address.isIPv4 == (inner.etherType == 0x0800))
      }
    }
  }

  @Test func `MPLS right in IP is found`() {
    let packet = NetworkPacket.ipv4(
      from: [1, 1, 1, 1], to: [2, 2, 2, 2], .ip(.mpls([9], Example.packet)))
    #expect(decode(Frame.ethernet(packet)).segment?.source == Example.clientEndpoint)
  }
}
