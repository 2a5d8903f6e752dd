import Packets
import TestSupport
import Testing

struct PacketStatisticsTests {
  @Test func `each reason is counted under its own name`() {
    let frames: [(PacketDrop, [UInt8])] = [
      (.emptyFrame, []),
      (.truncatedHeader, Array(Frame.ethernet(Example.packet)[..<40])),
      (.notIP, Frame.ethernet(NetworkPacket(bytes: [1, 2, 3], etherType: 0x0806))),
      (.notTCP, Frame.ethernet(.ipv4(from: Example.client, to: Example.server, .raw(89, [1])))),
      (.badIPHeader, Frame.ethernet(.ipv4([UInt8](repeating: 0, count: 20)))),
      (
        .badLength,
        Frame.ethernet(.ipv4(from: Example.client, to: Example.server, .raw(6, [1, 2, 3])))
      ),
    ]
    var decoder = PacketDecoder()
    for (index, (reason, frame)) in frames.enumerated() {
      for _ in 0...index { #expect(decoder.decode(frame) == .dropped(reason)) }
    }
    #expect(decoder.decode(Frame.ethernet(Example.packet)).segment != nil)
    let statistics = decoder.statistics
    for (index, (reason, _)) in frames.enumerated() { #expect(statistics[reason] == index + 1) }
    #expect(statistics.dropped == 21)
    #expect(statistics.segments == 1)
    #expect(statistics.frames == 22)
  }

  @Test func `the figures of several decoders add up`() {
    var one = PacketDecoder()
    var other = PacketDecoder()
    _ = one.decode(Frame.ethernet(Example.packet))
    _ = one.decode([])
    for part in Example.packet.fragments(size: 16) { _ = other.decode(Frame.ethernet(part)) }
    _ = other.decode([])
    let error = TransportPacket.icmp(type: 3, code: 1, quoting: Example.packet.bytes)
    _ = other.decode(Frame.ethernet(.ipv4(from: Example.server, to: Example.client, error)))
    var sum = one.statistics
    sum.add(other.statistics)
    #expect(sum.frames == 6)
    #expect(sum.segments == 2)
    #expect(sum.unreachables == 1)
    #expect(sum[.emptyFrame] == 2)
    #expect(sum[.fragmentHeld] == 1)
    #expect(sum.fragments.reassembled == 1)
    #expect(sum.isBalanced)
  }
}
