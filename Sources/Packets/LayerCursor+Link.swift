import Bytes

extension LayerCursor {
  /// Ethernet II or 802.3.
  @inline(__always)
  mutating func ethernet(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    let header = try next(14, of: bytes)
    offset += 14
    return try Self.afterAddresses(typeOrLength: header.bigEndian(at: 12))
  }

  /// 802.1Q and 802.1ad: two bytes of priority and VLAN, then as after Ethernet's addresses.
  @inline(__always)
  mutating func vlanTag(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    let tag = try next(4, of: bytes)
    offset += 4
    return try Self.afterAddresses(typeOrLength: tag.bigEndian(at: 2))
  }

  /// Cisco FabricPath: two bytes of forwarding tag, then the Ethernet frame that was sent.
  mutating func fabricPath() throws(PacketDrop) -> Layer {
    try require(2)
    offset += 2
    return .ethernet
  }

  /// Cisco VN-Tag: four bytes of interface numbers, then as after Ethernet's addresses.
  mutating func vnTag(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    let tag = try next(6, of: bytes)
    offset += 6
    return try Self.afterAddresses(typeOrLength: tag.bigEndian(at: 4))
  }

  /// What a type field announces that is a length up to 1500 (IEEE 802.3, 3.2.6).
  @inline(__always)
  private static func afterAddresses(typeOrLength value: UInt16) throws(PacketDrop) -> Layer {
    value <= 1500 ? .logicalLink : try Layer(etherType: value)
  }

  /// LLC: SNAP with an EtherType (RFC 1042), or IP right away.
  mutating func logicalLink(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    let header = try next(3, of: bytes)
    switch (header[0], header[1], header[2]) {
    case (0x06, 0x06, 0x03):
      offset += 3
      return .ipv4
    case (0xaa, 0xaa, 0x03):
      let snap = try next(8, of: bytes)
      offset += 8
      // The organisations whose protocol numbers are EtherTypes: none, and 802.1H's tunnels.
      let organisation = UInt32(snap[3]) << 16 | UInt32(snap[4]) << 8 | UInt32(snap[5])
      guard organisation == 0 || organisation == 0xf8 else { throw .notIP }
      return try Layer(etherType: snap.bigEndian(at: 6))
    default:
      throw .notIP
    }
  }

  /// Linux cooked capture v1 (LINKTYPE_LINUX_SLL).
  mutating func linuxCooked(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    let header = try next(16, of: bytes)
    offset += 16
    return try Self.afterCooked(header.bigEndian(at: 14))
  }

  /// Linux cooked capture v2 (LINKTYPE_LINUX_SLL2).
  mutating func linuxCooked2(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    let header = try next(20, of: bytes)
    offset += 20
    return try Self.afterCooked(header.bigEndian(at: 0))
  }

  /// What a cooked header's protocol announces: an EtherType, or the kernel's number for LLC.
  private static func afterCooked(_ number: UInt16) throws(PacketDrop) -> Layer {
    number == 4 ? .logicalLink : try Layer(etherType: number)
  }

  /// BSD loopback: the address family, in the byte order of the machine that captured.
  ///
  /// IPv6 has a number of its own on each system: Linux 10, Windows 23, NetBSD and OpenBSD 24,
  /// FreeBSD 28, Darwin 30. All are below 256, so only one byte order makes sense.
  mutating func loopback(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    let header = try next(4, of: bytes)
    offset += 4
    switch min(header.bigEndian(at: 0, as: UInt32.self), header.littleEndian(at: 0)) {
    case 2: return .ipv4
    case 10, 23, 24, 28, 30: return .ipv6
    default: throw .notIP
    }
  }

  /// A PPPoE session header (RFC 2516, section 4).
  mutating func pppoe(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    let header = try next(6, of: bytes)
    guard header[0] == 0x11, header[1] == 0 else { throw .notIP }
    offset += 6
    return .ppp
  }

  /// PPP (RFC 1661), with or without HDLC's address and control (RFC 1662), with the protocol
  /// number in two bytes or compressed into one.
  mutating func ppp(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    let framing = try next(2, of: bytes)
    if framing[0] == 0xff, framing[1] == 0x03 { offset += 2 }
    let number = try next(1, of: bytes)
    if number[0] & 1 == 1 {
      offset += 1
      return try Layer(pppProtocol: UInt16(number[0]))
    }
    let whole = try next(2, of: bytes)
    offset += 2
    return try Layer(pppProtocol: whole.bigEndian(at: 0))
  }
}
