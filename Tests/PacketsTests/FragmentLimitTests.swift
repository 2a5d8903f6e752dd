import Bytes
import Packets
import TestSupport
import Testing

struct FragmentLimitTests {
  /// The first or second half of a datagram of 80 bytes with this number.
  private func half(_ identification: UInt16, isFirst: Bool) -> [UInt8] {
    let tcp = TransportPacket.tcp(
      from: 1, to: 2, sequence: UInt32(identification), payload: [UInt8](repeating: 5, count: 60))
    let parts = NetworkPacket.ipv4(from: Example.client, to: Example.server, tcp)
      .fragments(size: 40, identification: UInt32(identification))
    return Frame.ethernet(parts[isFirst ? 0 : 1])
  }

  @Test func `the oldest datagram goes when there are too many`() {
    var decoder = PacketDecoder(limits: PacketLimits(datagrams: 10))
    for number in 0..<15 { _ = decoder.decode(half(UInt16(number), isFirst: true)) }
    #expect(decoder.statistics.fragments.evicted == 5)
    #expect(decoder.statistics.fragments.pending == 10)
    for number in 5..<15 {
      let decoded = decoder.decode(half(UInt16(number), isFirst: false))
      #expect(decoded.segment?.sequenceNumber == UInt32(number))
    }
    #expect(decoder.decode(half(2, isFirst: false)).drop == .fragmentHeld)
    #expect(decoder.statistics.isBalanced)
  }

  @Test func `the oldest datagram goes when there are too many bytes`() {
    var decoder = PacketDecoder(limits: PacketLimits(fragmentBytes: 2000))
    for number in 0..<100 { _ = decoder.decode(half(UInt16(number), isFirst: true)) }
    let statistics = decoder.statistics.fragments
    #expect(statistics.evicted > 0)
    #expect(statistics.pending < 60)
    #expect(statistics.pending > 5)
    #expect(decoder.decode(half(99, isFirst: false)).segment != nil)
    #expect(decoder.decode(half(0, isFirst: false)).drop == .fragmentHeld)
    #expect(decoder.statistics.isBalanced)
  }

  @Test func `fragments far apart hold no more than the limit`() {
    var decoder = PacketDecoder()
    // Each claims a place near the end of 64 KiB: 1000 of them would take 64 MB.
    for number in 0..<1000 {
      let packet = NetworkPacket.ipv4(
        from: Example.client, to: Example.server, .raw(6, [UInt8](repeating: 1, count: 16)),
        identification: UInt16(number), flagsAndOffset: 0x2000 | 8000)
      #expect(decoder.decode(Frame.ethernet(packet)).drop == .fragmentHeld)
    }
    #expect(decoder.statistics.fragments.pending <= 32 << 20 / 64_000)
    #expect(decoder.statistics.fragments.evicted >= 1000 - 32 << 20 / 64_000)
    #expect(decoder.statistics.isBalanced)
  }

  @Test func `a datagram is given up after its time`() {
    var decoder = PacketDecoder()
    #expect(decoder.decode(half(1, isFirst: true), at: 100).drop == .fragmentHeld)
    #expect(decoder.decode(half(2, isFirst: true), at: 110).drop == .fragmentHeld)
    #expect(decoder.decode(half(1, isFirst: false), at: 130).segment != nil)
    #expect(decoder.decode(half(2, isFirst: false), at: 140.5).drop == .fragmentHeld)
    #expect(decoder.statistics.fragments.timedOut == 1)
    #expect(decoder.decode(half(2, isFirst: true), at: 141).segment != nil)
    #expect(decoder.statistics.isBalanced)
  }

  @Test func `one frame from another age does not stop time`() {
    var decoder = PacketDecoder()
    #expect(decoder.decode(half(1, isFirst: true), at: 1e9).drop == .fragmentHeld)
    #expect(decoder.decode(half(1, isFirst: false), at: 3e9).drop == .fragmentHeld)
    for round in 0..<3 {
      let start = 1e9 + Double(round) * 40
      #expect(decoder.decode(half(7, isFirst: true), at: start).drop == .fragmentHeld)
      #expect(decoder.decode(half(7, isFirst: false), at: start + 1).segment != nil)
    }
    #expect(decoder.decode(half(1, isFirst: true), at: 1e9).drop == .fragmentHeld)
    #expect(decoder.statistics.isBalanced)
  }

  @Test func `what waits at the end counts as timed out`() {
    var decoder = PacketDecoder()
    for number in 0..<7 { _ = decoder.decode(half(UInt16(number), isFirst: true)) }
    _ = decoder.decode(half(3, isFirst: false))
    decoder.finish()
    #expect(decoder.statistics.fragments.timedOut == 6)
    #expect(decoder.statistics.fragments.pending == 0)
    #expect(decoder.statistics.fragments.reassembled == 1)
    #expect(decoder.statistics.isBalanced)
  }

  @Test func `a second copy long after is another datagram`() {
    var decoder = PacketDecoder()
    #expect(decoder.decode(half(1, isFirst: true), at: 0).drop == .fragmentHeld)
    #expect(decoder.decode(half(1, isFirst: false), at: 0).segment != nil)
    #expect(decoder.decode(half(1, isFirst: false), at: 1).drop == .fragmentRepeated)
    #expect(decoder.decode(half(1, isFirst: true), at: 1.5).drop == .fragmentHeld)
    #expect(decoder.decode(half(1, isFirst: false), at: 1.6).segment != nil)
  }

  @Test func `of a datagram in very many fragments the latest are known again`() {
    let tcp = TransportPacket.tcp(from: 1, to: 2, payload: [UInt8](repeating: 5, count: 780))
    let packet = NetworkPacket.ipv4(from: Example.client, to: Example.server, tcp)
    let parts = packet.fragments(size: 8).map { Frame.ethernet($0) }
    var decoder = PacketDecoder()
    for part in parts { _ = decoder.decode(part) }
    #expect(parts.count == 100)
    #expect(decoder.statistics.fragments.reassembled == 1)
    for part in parts[36...] { #expect(decoder.decode(part).drop == .fragmentRepeated) }
    // This one has the bytes of its neighbours, but another place.
    #expect(decoder.decode(parts[35]).drop == .fragmentHeld)
    decoder.finish()
    #expect(decoder.statistics.fragments.timedOut == 1)
    #expect(decoder.statistics.isBalanced)
  }

  @Test func `a datagram of as many fragments as can be is put together`() throws {
    let payload = [UInt8]((0..<65_480).map { UInt8(truncatingIfNeeded: $0 / 3) })
    let packet = NetworkPacket.ipv4(
      from: Example.client, to: Example.server, .tcp(from: 1, to: 2, payload: payload))
    var parts = packet.fragments(size: 8)
    var generator = SeededGenerator(seed: 5)
    parts.shuffle(using: &generator)
    var decoder = PacketDecoder()
    let decoded = parts.map { decoder.decode(Frame.ethernet($0)) }
    let segment = try #require(decoded.last?.segment)
    #expect(parts.count == 8188)
    #expect(decoder.payload(of: segment, in: []) == payload)
    #expect(verify(segment, decoder.bytes(of: segment, in: [])) == .valid)
  }
}
