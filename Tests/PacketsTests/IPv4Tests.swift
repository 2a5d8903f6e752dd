import Packets
import TestSupport
import Testing

struct IPv4Tests {
  @Test func `Ethernet padding is not payload`() throws {
    let packet = NetworkPacket.ipv4(
      from: Example.client, to: Example.server, .tcp(from: 1, to: 2, flags: 0x10))
    let frame = Frame.ethernet(packet, paddedTo: 60)
    let segment = try #require(decode(frame).segment)
    #expect(frame.count == 60)
    #expect(segment.payloadCount == 0)
    #expect(segment.payloadWireCount == 0)
  }

  @Test func `a cut by the snap length shows in the payload's two counts`() throws {
    let frame = Frame.ethernet(Example.packet)
    for captured in 54...frame.count {
      let segment = try #require(
        decode(Array(frame[..<captured]), wireLength: frame.count).segment)
      #expect(segment.payloadCount == captured - 54)
      #expect(segment.payloadWireCount == Example.text.count)
    }
  }

  @Test func `a cut inside the options keeps the segment and the options before the cut`() throws {
    let transport = TransportPacket.tcp(
      from: 1, to: 2, options: hex("03 03 07 01 08 0a 01020304 05060708 01 01"),
      payload: Example.text)
    let frame = Frame.ethernet(.ipv4(from: Example.client, to: Example.server, transport))
    for captured in 54..<70 {
      let segment = try #require(
        decode(Array(frame[..<captured]), wireLength: frame.count).segment)
      #expect(segment.headerLength == 36)
      #expect(segment.payloadCount == 0)
      #expect(segment.payloadWireCount == Example.text.count)
      #expect(segment.windowScale == (captured >= 57 ? 7 : nil))
      #expect((segment.timestamps != nil) == (captured >= 68))
    }
  }

  @Test func `a header cut short is dropped as such`() {
    let frame = Frame.ethernet(Example.packet)
    for captured in 1..<54 {
      #expect(
        decode(Array(frame[..<captured]), wireLength: frame.count).drop == .truncatedHeader)
    }
  }

  @Test func `a total length beyond the frame is believed`() throws {
    let packet = NetworkPacket.ipv4(
      from: Example.client, to: Example.server, Example.tcp, totalLength: 1500)
    let segment = try #require(decode(Frame.ethernet(packet)).segment)
    #expect(segment.payloadCount == Example.text.count)
    #expect(segment.payloadWireCount == 1460)
  }

  @Test func `a total length of zero means the frame's`() throws {
    let payload = [UInt8](repeating: 7, count: 70_000)
    let packet = NetworkPacket.ipv4(
      from: Example.client, to: Example.server, .tcp(from: 1, to: 2, payload: payload),
      totalLength: 0)
    let frame = Frame.ethernet(packet)
    let whole = try #require(decode(frame).segment)
    #expect(whole.payloadCount == 70_000)
    let cut = try #require(decode(Array(frame[..<96]), wireLength: frame.count).segment)
    #expect(cut.payloadCount == 96 - 54)
    #expect(cut.payloadWireCount == 70_000)
  }

  @Test func `a total length of zero in a frame of absurd length is not believed`() {
    let packet = NetworkPacket.ipv4(
      from: Example.client, to: Example.server, Example.tcp, totalLength: 0)
    let frame = Frame.ethernet(packet)
    #expect(decode(frame, wireLength: .max).drop == .badLength)
    #expect(decode(frame, wireLength: 14 + 16 << 20).segment != nil)
    #expect(decode(frame, wireLength: 15 + 16 << 20).drop == .badLength)
  }

  @Test(arguments: [1, 19, 20, 39])
  func `a total length that cannot hold the headers is bad`(_ length: Int) {
    let packet = NetworkPacket.ipv4(
      from: Example.client, to: Example.server, Example.tcp, totalLength: length)
    #expect(decode(Frame.ethernet(packet)).drop == .badLength)
  }

  @Test func `a wire length below the captured one is taken for that`() throws {
    let frame = Frame.ethernet(Example.packet)
    for wireLength in [0, 10, -1, Int.min] {
      let segment = try #require(decode(frame, wireLength: wireLength).segment)
      #expect(segment.payloadCount == Example.text.count)
    }
  }

  @Test(arguments: [UInt8(0x35), 0x65, 0x40, 0x44, 0x05])
  func `a wrong version or header length is a bad header`(_ first: UInt8) {
    var packet = Example.packet
    packet.bytes[0] = first
    #expect(decode(Frame.ethernet(packet)).drop == .badIPHeader)
    packet.bytes[0] = 0x90
    #expect(decode(packet.bytes, linkType: 101).drop == .badIPHeader)
  }

  @Test func `options are stepped over`() throws {
    let packet = NetworkPacket.ipv4(
      from: Example.client, to: Example.server, Example.tcp,
      options: hex("94040000 01010101 44080500 00000000"))
    let segment = try #require(decode(Frame.ethernet(packet)).segment)
    #expect(segment.offset == 14 + 36)
    #expect(segment.destination == Example.serverEndpoint)
  }

  @Test func `a source route's last address is the destination until it is reached`() throws {
    let hop: [UInt8] = [192, 0, 2, 7]
    // Loose source route over one more hop; the pointer says whether it is done.
    for (pointer, destination) in [
      (4, "10.4.4.95:143"), (8, "10.4.4.95:143"), (12, "192.0.2.7:143"),
    ] {
      for kind in [UInt8(131), 137] {
        let options = [kind, 11, UInt8(pointer)] + [192, 0, 2, 9] + Example.server + [0]
        let packet = NetworkPacket.ipv4(
          from: Example.client, to: hop, Example.tcp, options: options,
          pseudoDestination: pointer < 12 ? Example.server : hop)
        let frame = Frame.ethernet(packet)
        var decoder = PacketDecoder()
        let segment = try #require(decoder.decode(frame).segment)
        #expect(segment.destination.description == destination)
        #expect(verify(segment, decoder.bytes(of: segment, in: frame)) == .valid)
      }
    }
  }

  @Test func `broken options do no harm`() {
    for options in ["83", "8302", "830304", "83ff04 0a040409", "0100", "8300 0000", "8301 0000"] {
      var bytes = hex(options)
      bytes += [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
      let packet = NetworkPacket.ipv4(
        from: Example.client, to: Example.server, Example.tcp, options: bytes)
      #expect(decode(Frame.ethernet(packet)).segment?.destination == Example.serverEndpoint)
    }
  }

  @Test func `other protocols are not TCP`() {
    for number in [UInt8(0), 2, 17, 43, 44, 50, 58, 60, 89, 132, 255] {
      let packet = NetworkPacket.ipv4(
        from: Example.client, to: Example.server, .raw(number, [UInt8](repeating: 0, count: 64)))
      #expect(decode(Frame.ethernet(packet)).drop == .notTCP)
    }
  }
}
