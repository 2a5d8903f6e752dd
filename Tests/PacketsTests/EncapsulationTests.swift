import Packets
import TestSupport
import Testing

/// Whatever carries a segment, the decoder gives the same one, but for where it lies.
struct EncapsulationTests {
  @Test(arguments: Encapsulation.allCases)
  func `a segment of IPv4 is found in any encapsulation`(_ encapsulation: Encapsulation) throws {
    try check(encapsulation, packet(isIPv6: false, payload: Array(0..<250)))
    try check(encapsulation, packet(isIPv6: false, payload: []))
  }

  @Test(arguments: Encapsulation.allCases.filter { $0 != .ipLink })
  func `a segment of IPv6 is found in any encapsulation`(_ encapsulation: Encapsulation) throws {
    try check(encapsulation, packet(isIPv6: true, payload: Array(0..<250)))
    try check(encapsulation, packet(isIPv6: true, payload: []))
  }

  @Test func `the link type of IPv6 is known`() throws {
    let segment = try #require(decode(Example.packet6.bytes, linkType: 229).segment)
    #expect(segment.source == Example.clientEndpoint6)
    #expect(segment.destination == Example.serverEndpoint6)
  }

  @Test(arguments: [UInt32(12), 14])
  func `libpcap's own numbers for raw IP are taken`(_ linkType: UInt32) {
    #expect(decode(Example.packet.bytes, linkType: linkType).segment != nil)
  }

  @Test(arguments: Encapsulation.allCases)
  func `a frame that is not IP is dropped in any encapsulation`(_ encapsulation: Encapsulation) {
    let arp = Frame.ethernet(
      NetworkPacket(bytes: [UInt8](repeating: 1, count: 46), etherType: 0x0806))
    var decoder = PacketDecoder()
    for frame in encapsulation.wrap(arp, number: 1) {
      #expect(decoder.decode(frame, linkType: encapsulation.linkType).drop == .notIP)
    }
  }

  private func packet(isIPv6: Bool, payload: [UInt8]) -> NetworkPacket {
    let tcp = TransportPacket.tcp(
      from: 41_916, to: 143, sequence: 0xffff_fff0, acknowledgement: 7, flags: 0x18,
      options: hex("01 01 08 0a 01020304 05060708"), payload: payload)
    return isIPv6
      ? .ipv6(from: Example.client6, to: Example.server6, tcp, hopLimit: 63)
      : .ipv4(from: Example.client, to: Example.server, tcp, identification: 99, hopLimit: 63)
  }

  private func check(_ encapsulation: Encapsulation, _ packet: NetworkPacket) throws {
    let plain = Frame.ethernet(packet)
    var plainDecoder = PacketDecoder()
    let expected = try #require(plainDecoder.decode(plain).segment)
    let expectedBytes = plainDecoder.bytes(of: expected, in: plain)
    var decoder = PacketDecoder()
    var found: [TCPSegment] = []
    for frame in encapsulation.wrap(plain, number: 99) {
      guard let segment = decoder.decode(frame, linkType: encapsulation.linkType).segment else {
        continue
      }
      #expect(decoder.bytes(of: segment, in: frame) == expectedBytes)
      #expect(verify(segment, decoder.bytes(of: segment, in: frame)) == .valid)
      found.append(movedTo(segment, like: expected))
    }
    #expect(found == [expected])
    #expect(decoder.statistics.isBalanced)
  }

  /// `segment` at the place of another, and with its number where IPv6 fragments gave it one.
  private func movedTo(_ segment: TCPSegment, like other: TCPSegment) -> TCPSegment {
    var moved = segment
    moved.storage = other.storage
    moved.offset = other.offset
    if !other.source.address.isIPv4 { moved.identification = other.identification }
    return moved
  }
}

/// The state of a segment's checksum.
func verify(_ segment: TCPSegment, _ bytes: [UInt8]) -> ChecksumState {
  TCPChecksum.verify(segment, tcp: bytes.span)
}
