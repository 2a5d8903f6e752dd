import Bytes
import Packets
import TestSupport
import Testing

struct FragmentTests {
  private let text = [UInt8]((0..<600).map { UInt8(truncatingIfNeeded: $0 &* 7) })

  private func packet(isIPv6: Bool = false) -> NetworkPacket {
    let tcp = TransportPacket.tcp(from: 41_916, to: 143, payload: text)
    return isIPv6
      ? .ipv6(from: Example.client6, to: Example.server6, tcp, hopLimit: 55)
      : .ipv4(from: Example.client, to: Example.server, tcp, hopLimit: 55)
  }

  private func frames(_ parts: [NetworkPacket]) -> [[UInt8]] {
    parts.map { Frame.ethernet($0, paddedTo: 60) }
  }

  @Test(arguments: [8, 16, 64, 512, 616])
  func `a segment comes once, with the fragment that completes it`(_ size: Int) throws {
    for isIPv6 in [false, true] {
      let parts = frames(packet(isIPv6: isIPv6).fragments(size: size))
      for last in parts.indices {
        // Every fragment takes its turn at being the last to come.
        var order = parts
        order.append(order.remove(at: last))
        var decoder = PacketDecoder()
        for frame in order.dropLast() {
          #expect(decoder.decode(frame).drop == .fragmentHeld)
        }
        let segment = try #require(decoder.decode(order[parts.count - 1]).segment)
        #expect(segment.storage == .datagram)
        #expect(segment.offset == 0)
        #expect(segment.identification == 77)
        #expect(segment.hopLimit == 55)
        #expect(segment.payloadWireCount == text.count)
        #expect(decoder.payload(of: segment, in: []) == text)
        #expect(decoder.statistics.fragments.reassembled == 1)
        #expect(decoder.statistics[.fragmentHeld] == parts.count - 1)
        #expect(decoder.statistics.isBalanced)
      }
    }
  }

  @Test func `second copies by a span port change nothing, wherever they come`() throws {
    let parts = frames(packet().fragments(size: 200))
    let doubled = parts.flatMap { [$0, $0] }
    let repeated = parts + parts
    for order in [doubled, repeated] {
      var decoder = PacketDecoder()
      let decoded = order.enumerated().map { index, frame in
        decoder.decode(frame, at: Double(index) / 1000)
      }
      #expect(decoded.count { $0.segment != nil } == 1)
      #expect(decoded.count { $0.drop == .fragmentRepeated } == parts.count)
      #expect(decoder.statistics.fragments.opened == 1)
      #expect(decoder.statistics.fragments.repeated == parts.count)
      #expect(decoder.statistics.fragments.overlapping == 0)
      #expect(decoder.statistics.fragments.pending == 0)
    }
  }

  @Test func `the same number comes round for the next datagram`() {
    var decoder = PacketDecoder()
    for round in 0..<5 {
      let tcp = TransportPacket.tcp(
        from: 41_916, to: 143, sequence: UInt32(round), payload: text + [UInt8(round)])
      let next = NetworkPacket.ipv4(from: Example.client, to: Example.server, tcp)
      // Half of it is the same bytes as before; the first fragment tells that it is another.
      let decoded = frames(next.fragments(size: 304)).map { decoder.decode($0) }
      #expect(decoded.last?.segment?.sequenceNumber == UInt32(round))
    }
    #expect(decoder.statistics.fragments.reassembled == 5)
  }

  @Test func `of overlapping fragments the first wins and the datagram is counted`() throws {
    let parts = packet().fragments(size: 200)
    var forged = parts[1]
    for index in 20..<forged.bytes.count { forged.bytes[index] ^= 0xff }
    var decoder = PacketDecoder()
    var decoded: [DecodedPacket] = []
    for part in [parts[0], parts[1], forged, forged, parts[2], parts[3]] {
      decoded.append(decoder.decode(Frame.ethernet(part)))
    }
    #expect(decoded[2].drop == .fragmentRepeated)
    let segment = try #require(decoded[5].segment)
    #expect(decoder.payload(of: segment, in: []) == text)
    #expect(decoder.statistics.fragments.overlapping == 1)
  }

  @Test func `a partial overlap brings the missing bytes only`() throws {
    let whole = packet()
    let payload = Array(whole.bytes[20...])
    func part(_ range: Range<Int>, isLast: Bool = false) -> [UInt8] {
      let flags = UInt16(range.lowerBound / 8) | (isLast ? 0 : 0x2000)
      return Frame.ethernet(
        .ipv4(
          from: Example.client, to: Example.server, .raw(6, Array(payload[range])),
          identification: 7, flagsAndOffset: flags))
    }
    var decoder = PacketDecoder()
    #expect(decoder.decode(part(0..<160)).drop == .fragmentHeld)
    #expect(decoder.decode(part(320..<480)).drop == .fragmentHeld)
    #expect(decoder.decode(part(80..<400)).drop == .fragmentHeld)
    let segment = try #require(decoder.decode(part(440..<620, isLast: true)).segment)
    #expect(decoder.payload(of: segment, in: []) == text)
    #expect(decoder.statistics.fragments.overlapping == 1)
  }

  @Test(arguments: [
    BadFragment(name: "nothing in it", range: 8..<8),
    BadFragment(name: "no whole units", range: 0..<100),
    BadFragment(name: "beyond 64 KiB", range: 65_528..<65_544),
    BadFragment(name: "behind the last", range: 624..<632),
    BadFragment(name: "across the last one's end", range: 560..<640),
    BadFragment(name: "another end", range: 480..<560, isLast: true),
  ])
  func `a fragment that cannot be is dropped`(_ bad: BadFragment) throws {
    let parts = packet().fragments(size: 200)
    let flags = UInt16(bad.range.lowerBound / 8) | (bad.isLast ? 0 : 0x2000)
    let frame = Frame.ethernet(
      .ipv4(
        from: Example.client, to: Example.server,
        .raw(6, [UInt8](repeating: 1, count: bad.range.count)), identification: 77,
        flagsAndOffset: flags))
    var decoder = PacketDecoder()
    #expect(decoder.decode(Frame.ethernet(parts[3])).drop == .fragmentHeld)
    #expect(decoder.decode(frame).drop == .fragmentDropped)
    let rest = parts[0..<3].map { decoder.decode(Frame.ethernet($0)) }
    let segment = try #require(rest[2].segment)
    #expect(decoder.payload(of: segment, in: []) == text)
    #expect(decoder.statistics.fragments.malformed == 1)
  }

  @Test func `a last fragment that ends before bytes that came is dropped`() {
    let parts = packet().fragments(size: 200)
    var decoder = PacketDecoder()
    #expect(decoder.decode(Frame.ethernet(parts[2])).drop == .fragmentHeld)
    let early = Frame.ethernet(
      .ipv4(
        from: Example.client, to: Example.server, .raw(6, [1, 2, 3]), identification: 77,
        flagsAndOffset: 10))
    #expect(decoder.decode(early).drop == .fragmentDropped)
  }

  @Test func `fragments cut by the snap length give the bytes up to the first cut`() throws {
    let parts = frames(packet().fragments(size: 200))
    for cutPart in 0..<4 {
      var decoder = PacketDecoder()
      var last = DecodedPacket.dropped(.notIP)
      for (index, frame) in parts.enumerated() {
        let captured = index == cutPart ? min(frame.count, 14 + 20 + 16) : frame.count
        last = decoder.decode(Array(frame[..<captured]), wireLength: frame.count)
      }
      if cutPart == 0 {
        #expect(last.drop == .truncatedHeader)
        continue
      }
      let segment = try #require(last.segment)
      let captured = cutPart == 3 ? 600 + 20 - 200 * 3 - 4 : 16
      #expect(segment.payloadWireCount == text.count)
      #expect(segment.payloadCount == 200 * cutPart + captured - 20)
      #expect(decoder.payload(of: segment, in: []) == Array(text.prefix(segment.payloadCount)))
    }
  }

  @Test func `IPv6 takes the protocol from the first fragment`() throws {
    let parts = packet(isIPv6: true).fragments(size: 200)
    var odd = parts[1]
    odd.bytes[40] = 17
    var decoder = PacketDecoder()
    for part in [odd, parts[0], parts[2]] {
      #expect(decoder.decode(Frame.ethernet(part)).drop == .fragmentHeld)
    }
    let segment = try #require(decoder.decode(Frame.ethernet(parts[3])).segment)
    #expect(decoder.payload(of: segment, in: []) == text)
  }

  @Test func `extension headers may be among the fragmented bytes`() throws {
    let options: [UInt8] = [6, 0, 1, 4, 0, 0, 0, 0]
    let tcp = TransportPacket.tcp(from: 41_916, to: 143, payload: text)
    let whole = NetworkPacket.ipv6(
      from: Example.client6, to: Example.server6,
      .raw(60, options + tcp.bytes(Example.client6, Example.server6)))
    var decoder = PacketDecoder()
    let decoded = whole.fragments(size: 304).map { decoder.decode(Frame.ethernet($0)) }
    let segment = try #require(decoded.last?.segment)
    #expect(segment.offset == 8)
    #expect(decoder.payload(of: segment, in: []) == text)
  }

  @Test func `what the first fragment shows to be of no use is not held`() {
    let dns = NetworkPacket.ipv4(
      from: Example.client, to: Example.server, .udp(from: 53, to: 1053, payload: text))
    let echo = NetworkPacket.ipv4(
      from: Example.client, to: Example.server, .icmp(type: 8, code: 0, quoting: text))
    for packet in [dns, echo] {
      for parts in [packet.fragments(size: 200), packet.fragments(size: 200).reversed()] {
        var decoder = PacketDecoder()
        let decoded = parts.map { decoder.decode(Frame.ethernet($0)) }
        #expect(decoded.last?.drop == .notTCP)
        #expect(decoder.statistics.fragments.unwanted == 1)
        #expect(decoder.statistics.fragments.pending == 0)
        #expect(decoder.statistics.isBalanced)
      }
    }
    var decoder = PacketDecoder()
    let igmp = NetworkPacket.ipv4(from: Example.client, to: Example.server, .raw(2, text))
    for part in igmp.fragments(size: 200) {
      #expect(decoder.decode(Frame.ethernet(part)).drop == .notTCP)
    }
    #expect(decoder.statistics.fragments.opened == 0)
  }

  @Test func `a tunnel's datagram with the number of a refused one is taken`() throws {
    var decoder = PacketDecoder()
    let dns = NetworkPacket.ipv4(
      from: Example.client, to: Example.server, .udp(from: 53, to: 1053, payload: text))
    for part in dns.fragments(size: 200) { _ = decoder.decode(Frame.ethernet(part)) }
    let tunnel = NetworkPacket.ipv4(
      from: Example.client, to: Example.server, .vxlan(Frame.ethernet(packet())))
    let decoded = tunnel.fragments(size: 400).map { decoder.decode(Frame.ethernet($0)) }
    let segment = try #require(decoded.last?.segment)
    #expect(decoder.payload(of: segment, in: []) == text)
  }
}

/// A fragment that contradicts a datagram of 620 bytes, whose last fragment is known.
struct BadFragment: Sendable, CustomTestStringConvertible {
  var name: String
  var range: Range<Int>
  var isLast = false
  var testDescription: String { name }
}
