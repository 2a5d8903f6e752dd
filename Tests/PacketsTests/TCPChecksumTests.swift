import Packets
import TestSupport
import Testing

struct TCPChecksumTests {
  @Test func `right checksums of every length are valid, wrong ones are not`() throws {
    var generator = SeededGenerator(seed: 3)
    for length in Array(0...200) + [1447, 1448, 1460, 8948, 65_000] {
      let payload = generator.bytes(length)
      #expect(try state(payload, .right) == .valid)
      #expect(try state(payload, .wrong) == .invalid)
      #expect(try state(payload, .right, isIPv6: true) == .valid)
      #expect(try state(payload, .wrong, isIPv6: true) == .invalid)
    }
  }

  @Test func `one bit wrong anywhere makes it invalid`() throws {
    let payload = [UInt8](repeating: 0xff, count: 67)
    let frame = Frame.ethernet(packet(payload, .right, isIPv6: false))
    for index in 34..<frame.count {
      var broken = frame
      broken[index] ^= 0x10
      var decoder = PacketDecoder()
      let segment = try #require(decoder.decode(broken).segment)
      guard !segment.hasBadDataOffset else { continue }
      #expect(verify(segment, decoder.bytes(of: segment, in: broken)) == .invalid)
    }
  }

  @Test func `bytes of all ones and of all zeros sum up right`() throws {
    for byte in [UInt8(0), 0xff] {
      for length in 0..<100 {
        #expect(try state([UInt8](repeating: byte, count: length), .right) == .valid)
      }
    }
  }

  @Test(arguments: [
    TransportPacket.Checksum.value(0), .pseudoHeader, .pseudoHeaderWithoutLength,
  ])
  func `what a stack leaves for its adapter is offloaded`(
    _ checksum: TransportPacket.Checksum
  ) throws {
    #expect(try state(Example.text, checksum) == .offloaded)
    #expect(try state(Example.text, checksum, isIPv6: true) == .offloaded)
  }

  @Test func `a cut segment is unverifiable`() throws {
    let frame = Frame.ethernet(Example.packet)
    for captured in 54..<frame.count {
      let cut = Array(frame[..<captured])
      var decoder = PacketDecoder()
      let segment = try #require(decoder.decode(cut, wireLength: frame.count).segment)
      #expect(verify(segment, decoder.bytes(of: segment, in: cut)) == .unverifiable)
    }
  }

  @Test func `a segment with a bad data offset is unverifiable`() throws {
    let transport = TransportPacket.tcp(from: 1, to: 2, payload: Example.text, dataOffset: 3)
    let frame = Frame.ethernet(.ipv4(from: Example.client, to: Example.server, transport))
    let segment = try #require(decode(frame).segment)
    #expect(verify(segment, Array(frame[34...])) == .unverifiable)
  }

  @Test func `bytes behind the segment do not count`() throws {
    let frame = Frame.ethernet(Example.packet) + [1, 2, 3]
    let segment = try #require(decode(frame).segment)
    #expect(verify(segment, Array(frame[34...])) == .valid)
  }

  private func packet(
    _ payload: [UInt8], _ checksum: TransportPacket.Checksum, isIPv6: Bool
  ) -> NetworkPacket {
    let tcp = TransportPacket.tcp(
      from: 0xf00f, to: 143, sequence: 0xfedc_ba98, flags: 0x18, payload: payload,
      checksum: checksum)
    return isIPv6
      ? .ipv6(from: Example.client6, to: Example.server6, tcp)
      : .ipv4(from: [255, 255, 255, 254], to: Example.server, tcp)
  }

  private func state(
    _ payload: [UInt8], _ checksum: TransportPacket.Checksum, isIPv6: Bool = false
  ) throws -> ChecksumState {
    let frame = Frame.ethernet(packet(payload, checksum, isIPv6: isIPv6))
    var decoder = PacketDecoder()
    let segment = try #require(decoder.decode(frame).segment)
    return verify(segment, decoder.bytes(of: segment, in: frame))
  }
}
