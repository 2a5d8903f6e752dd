import Packets
import TestSupport
import Testing

/// Frames are hostile: whatever they hold, nothing traps, and every frame is counted once.
struct HostileFrameTests {
  /// A frame of every kind that the builder knows, with its link type.
  private static let samples: [(linkType: UInt32, frames: [[UInt8]])] = {
    let options = hex("01 01 08 0a 01020304 05060708")
    let tcp = TransportPacket.tcp(from: 41_916, to: 143, options: options, payload: Example.text)
    let packets: [NetworkPacket] = [
      .ipv4(from: Example.client, to: Example.server, tcp),
      .ipv6(from: Example.client6, to: Example.server6, tcp),
      .ipv6(
        from: Example.client6, to: Example.server6, tcp,
        extensions: [
          (0, [0, 0xc2, 4, 0, 0, 0, 60]), (43, [2, 0, 1, 0, 0, 0, 0] + Example.server6),
          (60, [0, 1, 4, 0, 0, 0, 0]), (51, [4] + [UInt8](repeating: 0, count: 22)),
        ], payloadLength: 0),
      .ipv4(
        from: Example.client, to: Example.server, tcp,
        options: hex("830b0401020304050607 08 00")),
      .ipv4(
        from: Example.server, to: Example.client,
        .icmp(type: 3, code: 1, quoting: Example.packet.bytes)),
      .ipv6(
        from: Example.server6, to: Example.client6,
        .icmpv6(type: 1, code: 4, quoting: Example.packet6.bytes)),
    ]
    return Encapsulation.allCases.map { encapsulation in
      let frames = packets.flatMap { encapsulation.wrap(Frame.ethernet($0), number: 3) }
      return (encapsulation.linkType, frames)
    }
  }()

  @Test func `every cut of every sample is survived and counted`() {
    var decoder = PacketDecoder()
    for (linkType, frames) in Self.samples {
      for frame in frames {
        for count in 0...frame.count {
          let cut = Array(frame[..<count])
          check(decoder.decode(cut, linkType: linkType, wireLength: frame.count), cut, decoder)
          check(decoder.decode(cut, linkType: linkType), cut, decoder)
        }
      }
    }
    #expect(decoder.statistics.isBalanced)
  }

  @Test(arguments: [UInt8(0x00), 0x7f, 0x80, 0xff])
  func `every byte set to an extreme is survived and counted`(_ value: UInt8) {
    var decoder = PacketDecoder()
    for (linkType, frames) in Self.samples {
      for frame in frames {
        for index in frame.indices {
          var broken = frame
          broken[index] = value
          check(decoder.decode(broken, linkType: linkType), broken, decoder)
        }
      }
    }
    #expect(decoder.statistics.isBalanced)
  }

  @Test func `several bytes set at random are survived and counted`() {
    var generator = SeededGenerator(seed: 21)
    var decoder = PacketDecoder()
    for round in 0..<60 {
      for (linkType, frames) in Self.samples {
        for frame in frames {
          var broken = frame
          for _ in 0...(round % 6) {
            let index = Int.random(in: 0..<broken.count, using: &generator)
            broken[index] = UInt8.random(in: 0...255, using: &generator)
          }
          check(decoder.decode(broken, linkType: linkType, at: Double(round)), broken, decoder)
        }
      }
    }
    #expect(decoder.statistics.isBalanced)
  }

  @Test func `random bytes are survived and counted`() {
    var generator = SeededGenerator(seed: 34)
    var decoder = PacketDecoder()
    let linkTypes: [UInt32] = [0, 1, 9, 51, 101, 108, 113, 228, 229, 276, 12, 7]
    for round in 0..<30_000 {
      var frame = generator.bytes(Int.random(in: 0...120, using: &generator))
      // Half of them begin plausibly, so that the bytes get further in.
      if round.isMultiple(of: 2), frame.count > 20 {
        let starts: [[UInt8]] = [
          [0x45, 0, 0, 80], [0x60, 0, 0, 0, 0, 60], Frame.destinationAddress, [0, 0, 0, 2],
        ]
        let start = starts[round / 2 % 4]
        frame.replaceSubrange(0..<start.count, with: start)
        if start.count == 6 { frame.replaceSubrange(12..<15, with: [0x08, 0x00, 0x45]) }
      }
      let linkType = linkTypes[round % linkTypes.count]
      let wireLength = Int.random(in: -100...3000, using: &generator)
      let time = Double.random(in: 0...100, using: &generator)
      let decoded = decoder.decode(frame, linkType: linkType, wireLength: wireLength, at: time)
      check(decoded, frame, decoder)
    }
    let statistics = decoder.statistics
    #expect(statistics.frames == 30_000)
    #expect(statistics.isBalanced)
    decoder.finish()
    #expect(decoder.statistics.isBalanced)
  }

  /// What a segment says about places must hold, whatever the frame.
  private func check(_ decoded: DecodedPacket, _ frame: [UInt8], _ decoder: PacketDecoder) {
    guard let segment = decoded.segment else { return }
    let available = segment.storage == .frame ? frame.count : decoder.datagram.count
    let headerEnd = segment.offset + segment.headerLength
    #expect(segment.offset >= 0 && segment.offset + 20 <= available)
    #expect((20...60).contains(segment.headerLength))
    #expect(segment.payloadCount >= 0)
    #expect(segment.payloadCount == 0 || headerEnd + segment.payloadCount <= available)
    #expect(segment.payloadWireCount >= segment.payloadCount)
    #expect(segment.payloadWireCount <= 16 << 20)
  }
}
