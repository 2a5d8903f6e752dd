import Packets
import TestSupport
import Testing

struct LinkTests {
  @Test(arguments: [UInt32(2), 105, 127, 147, 239, 65_535, .max])
  func `an unknown link type is dropped as such`(_ linkType: UInt32) {
    #expect(decode(Frame.ethernet(Example.packet), linkType: linkType).drop == .unknownLinkType)
  }

  @Test func `a frame without bytes is dropped as such`() {
    #expect(decode([], wireLength: 60).drop == .emptyFrame)
  }

  @Test(arguments: [UInt32(10), 23, 24, 28, 30])
  func `every system's number for IPv6 is known on the loopback`(_ family: UInt32) {
    for isBigEndian in [false, true] {
      let frame = Frame.loopback(
        Example.packet6, isBigEndian: isBigEndian, familyOfIPv6: family)
      #expect(decode(frame, linkType: 0).segment?.source == Example.clientEndpoint6)
      #expect(decode(frame, linkType: 108).segment?.source == Example.clientEndpoint6)
    }
  }

  @Test func `other address families on the loopback are not IP`() {
    #expect(decode(hex("07000000") + Example.packet.bytes, linkType: 0).drop == .notIP)
    #expect(decode(hex("00020000") + Example.packet.bytes, linkType: 0).drop == .notIP)
  }

  @Test func `IP right behind LLC is found`() {
    let frame =
      Frame.destinationAddress + Frame.sourceAddress
      + be16(3 + Example.packet.bytes.count) + [0x06, 0x06, 0x03] + Example.packet.bytes
    #expect(decode(frame).segment?.source == Example.clientEndpoint)
  }

  @Test func `LLC in a VLAN and in a cooked capture is found`() {
    let snap = [0xaa, 0xaa, 0x03, 0, 0, 0] + be16(0x0800) + Example.packet.bytes
    let tagged = NetworkPacket(bytes: be16(5) + be16(snap.count) + snap, etherType: 0x8100)
    #expect(decode(Frame.ethernet(tagged)).segment != nil)
    let cooked = NetworkPacket(bytes: snap, etherType: 4)
    #expect(decode(Frame.linuxCooked(cooked), linkType: 113).segment != nil)
    #expect(decode(Frame.linuxCooked2(cooked), linkType: 276).segment != nil)
  }

  @Test(arguments: [
    "42 42 03 0000000000", "aa aa 03 00000c 2000", "ff ff 00 0000000000", "aa aa 00 000000 0800",
  ])
  func `other LLC payloads are not IP`(_ header: String) {
    let payload = hex(header) + Example.packet.bytes
    let frame = Frame.destinationAddress + Frame.sourceAddress + be16(payload.count) + payload
    #expect(decode(frame).drop == .notIP)
  }

  @Test func `PPP is read with and without framing and compression`() {
    for hasFraming in [false, true] {
      for isCompressed in [false, true] {
        let frame = Frame.ppp(
          Example.packet, hasFraming: hasFraming, isCompressed: isCompressed)
        #expect(decode(frame, linkType: 9).segment?.source == Example.clientEndpoint)
      }
    }
    #expect(decode(hex("ff03 c021 0101 0004"), linkType: 9).drop == .notIP)
  }

  @Test func `PPPoE discovery is not IP`() {
    let discovery = NetworkPacket(bytes: hex("1109 0000 0004 0101 0000"), etherType: 0x8863)
    #expect(decode(Frame.ethernet(discovery)).drop == .notIP)
    let terminate = NetworkPacket(
      bytes: hex("11a7 0007 0000") + Example.packet.bytes, etherType: 0x8864)
    #expect(decode(Frame.ethernet(terminate)).drop == .notIP)
  }

  @Test func `a pseudowire is told from IP and from a control word by what makes sense`() {
    var inner = Frame.ethernet(Example.packet)
    // Addresses that begin like a control word, like an associated channel, like neither, like IP.
    for first in [UInt8(0x00), 0x10, 0x20, 0xf2, 0x40, 0x45, 0x60] {
      inner[0] = first
      inner[2] = 0xab
      inner[4] = 0xcd
      for hasControlWord in [false, true] {
        let outer = Frame.ethernet(.mpls([3, 4], ethernet: inner, hasControlWord: hasControlWord))
        #expect(decode(outer).segment?.source == Example.clientEndpoint)
      }
    }
    let numbered = NetworkPacket.mpls(
      [3], ethernet: hex("0000 0102") + inner, hasControlWord: false)
    #expect(decode(Frame.ethernet(numbered)).segment != nil)
    let nothing = NetworkPacket.mpls(
      [3], ethernet: hex("1000 0021 0123 4567"), hasControlWord: false)
    #expect(decode(Frame.ethernet(nothing)).drop == .notIP)
  }

  @Test func `types that are neither length nor EtherType are not IP`() {
    for type in [UInt16(1501), 1535, 0x0806, 0x88cc, 0x8863, 0x86de] {
      let frame = Frame.ethernet(NetworkPacket(bytes: Example.packet.bytes, etherType: type))
      #expect(decode(frame).drop == .notIP)
    }
  }
}
