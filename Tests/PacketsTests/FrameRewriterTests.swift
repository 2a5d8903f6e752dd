import Bytes
import Packets
import TestSupport
import Testing

/// Frames with other payload and other addresses are as sound as they were.
struct FrameRewriterTests {
  private static let client: [UInt8] = [10, 4, 5, 108]
  private static let server: [UInt8] = [10, 4, 4, 95]
  private static let secret = Array("A1 LOGIN bob geheim\r\n".utf8)

  private func packet(
    _ checksum: TransportPacket.Checksum = .right, payload: [UInt8] = secret
  ) -> NetworkPacket {
    .ipv4(
      from: Self.client, to: Self.server,
      .tcp(from: 40_000, to: 143, flags: 0x18, payload: payload, checksum: checksum))
  }

  private struct Rewritten {
    var bytes: [UInt8]
    var outcome: FrameRewriter.Outcome
    var segment: TCPSegment?
    var state: ChecksumState?
  }

  private func rewrite(
    _ frame: [UInt8], linkType: LinkType = .ethernet, mapsAddresses: Bool = false,
    wireLength: Int? = nil
  ) -> Rewritten {
    var decoder = PacketDecoder()
    let time = Timestamp(nanoseconds: 0)
    let length = wireLength ?? frame.count
    func segment(of bytes: [UInt8]) -> TCPSegment? {
      let packet = decoder.decode(
        bytes.span, linkType: linkType, wireLength: length, time: time)
      guard case .segment(let segment) = packet, segment.storage == .frame else { return nil }
      return segment
    }
    var rewriter = FrameRewriter(
      limits: PacketLimits(), mapping: mapsAddresses ? AddressMapping() : nil)
    var bytes = frame
    let outcome = rewriter.rewrite(
      &bytes, linkType: linkType, wireLength: length, segment: segment(of: frame)
    ) { bytes, range in
      for index in range where bytes[index] > 13 { bytes[index] = UInt8(ascii: "x") }
    }
    var result = Rewritten(bytes: bytes, outcome: outcome)
    if let segment = segment(of: bytes) {
      let end = segment.offset + segment.headerLength + segment.payloadCount
      result.segment = segment
      result.state = TCPChecksum.verify(segment, tcp: bytes.span.extracting(segment.offset..<end))
    }
    return result
  }

  @Test(arguments: [false, true])
  func `right checksums stay right and wrong ones wrong`(mapsAddresses: Bool) throws {
    for (checksum, state) in [
      (TransportPacket.Checksum.right, ChecksumState.valid), (.wrong, .invalid),
      (.value(0), .offloaded), (.pseudoHeader, .offloaded),
      (.pseudoHeaderWithoutLength, .offloaded),
    ] {
      let result = rewrite(Frame.ethernet(packet(checksum)), mapsAddresses: mapsAddresses)
      #expect(result.state == state)
      #expect(result.outcome == .whole)
      let field = try #require(result.segment?.checksum)
      if case .value(0) = checksum { #expect(field == 0) }
      #expect(internetChecksum(Array(result.bytes[14..<34])) == 0)
      let text = String(decoding: result.bytes, as: UTF8.self)
      #expect(!text.contains("geheim"))
      #expect(text.contains("xxxx"))
    }
  }

  @Test(arguments: Encapsulation.allCases)
  func `checksums are right under every encapsulation`(_ encapsulation: Encapsulation) {
    for (number, frame) in encapsulation.wrap(Frame.ethernet(packet()), number: 1).enumerated() {
      let linkType = LinkType(rawValue: encapsulation.linkType)
      let result = rewrite(frame, linkType: linkType, mapsAddresses: true)
      switch result.outcome {
      case .whole:
        #expect(result.state == .valid, "\(number)")
        #expect(result.segment?.destination.port == 143)
      case .fragment(let end): #expect(end < frame.count)
      case .quotation, .opaque: Issue.record("\(result.outcome)")
      }
      let kept = { (end: Int) in String(decoding: result.bytes[..<end], as: UTF8.self) }
      let end =
        switch result.outcome {
        case .fragment(let end): end
        default: result.bytes.count
        }
      #expect(!kept(end).contains("geheim"))
    }
  }

  @Test func `what stands behind the datagram becomes zeros`() {
    let frame = Frame.ethernet(packet(payload: [])) + Array("geheim".utf8)
    let result = rewrite(frame)
    #expect(result.bytes.suffix(6) == [0, 0, 0, 0, 0, 0])
    #expect(result.bytes.dropLast(6) == frame.dropLast(6))
  }

  @Test func `a frame that the snap length cut keeps a checksum that fits what is missing`() {
    let whole = Frame.ethernet(packet())
    for count in 54..<whole.count {
      let cut = rewrite(Array(whole[..<count]), wireLength: whole.count)
      let text = cut.bytes[54...].map { $0 > 13 ? UInt8(ascii: "x") : $0 }
      #expect(Array(cut.bytes[54...]) == text)
      // With the bytes that were cut off it would be right.
      let mended = cut.bytes + whole[count...]
      let sum = internetChecksum(
        Self.client + Self.server + [0, 6] + be16(whole.count - 34) + mended[34...])
      #expect(sum == 0, "\(count)")
    }
  }

  @Test func `of an ICMP error only the ports are left, with other addresses in the quotation`() {
    let quoted = Array(packet().bytes)
    let frame = Frame.ethernet(
      .ipv4(from: Self.server, to: Self.client, .icmp(type: 3, code: 1, quoting: quoted)))
    let result = rewrite(frame, mapsAddresses: true)
    #expect(result.outcome == .quotation(end: 14 + 20 + 8 + 20 + 8))
    #expect(internetChecksum(Array(result.bytes[34...])) == 0)
    #expect(Array(result.bytes[54..<58]) == Array(result.bytes[30..<34]))
    #expect(Array(result.bytes[54..<58]) != Self.client)
    #expect(internetChecksum(Array(result.bytes[42..<62])) == 0)
  }
}
