import Bytes

extension LayerCursor {
  /// One entry of an MPLS label stack (RFC 3032, section 2.1).
  ///
  /// The label does not say what lies below the last entry; its first nibble does (RFC 4928).
  mutating func mpls(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    let entry = try next(4, of: bytes)
    let isBottom = entry[2] & 1 == 1
    offset += 4
    guard isBottom else { return .mpls }
    switch try next(1, of: bytes)[0] >> 4 {
    case 4: return isAddressOfPseudowire(bytes) ? .ethernet : .ipv4
    case 6: return isAddressOfPseudowire(bytes) ? .ethernet : .ipv6
    default: return try pseudowire(bytes)
    }
  }

  /// Whether what begins like IP is the Ethernet address of a pseudowire without control word.
  ///
  /// That takes an Ethernet header in the right place, and lengths that speak for it.
  private func isAddressOfPseudowire(_ bytes: Span<UInt8>) -> Bool {
    guard isEthernet(bytes, at: offset) else { return false }
    return isLengthOfIP(bytes, at: offset + 14) || !isLengthOfIP(bytes, at: offset)
  }

  /// Whether the length in an IP header at `start` reaches to the end, but for padding.
  private func isLengthOfIP(_ bytes: Span<UInt8>, at start: Int) -> Bool {
    guard end - start >= 6 else { return false }
    let isIPv4 = bytes[start] >> 4 == 4
    let length: UInt16 = bytes.bigEndian(at: start + (isIPv4 ? 2 : 4))
    return (0...64).contains(wireEnd - start - Int(length) - (isIPv4 ? 0 : 40))
  }

  /// Ethernet over MPLS (RFC 4448), with or without the control word of section 4.6.
  ///
  /// Nothing in the packet says which; the place where an Ethernet header makes sense does.
  private mutating func pseudowire(_ bytes: Span<UInt8>) throws(PacketDrop) -> Layer {
    let isControlWordPossible = bytes[offset] >> 4 == 0
    if isControlWordPossible, isEthernet(bytes, at: offset + 4) {
      let isBlank = (0..<4).allSatisfy { bytes[offset + $0] == 0 }
      if isBlank || !isEthernet(bytes, at: offset) { offset += 4 }
      return .ethernet
    }
    guard isEthernet(bytes, at: offset) else { throw .notIP }
    return .ethernet
  }

  /// Whether an Ethernet header at `start` would announce something that the bytes behind it are.
  private func isEthernet(_ bytes: Span<UInt8>, at start: Int) -> Bool {
    guard end - start >= 15 else { return false }
    let version = bytes[start + 14] >> 4
    return switch try? Layer(etherType: bytes.bigEndian(at: start + 12)) {
    case .ipv4: version == 4
    case .ipv6: version == 6
    case .vlanTag, .mpls, .pppoe: true
    default: false
    }
  }
}
