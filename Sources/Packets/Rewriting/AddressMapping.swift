/// Other addresses for addresses, one for one.
///
/// Two that share their first bits share as many afterwards, so that networks stay networks; so does
/// Crypto-PAn (Xu and others, 2002).
///
/// The first 8 bits of IPv4 and 16 of IPv6 stay, and so do the prefixes of private and link-local
/// networks. Loopback, multicast, broadcast and unspecified addresses stay wholly. The key dies with
/// the process.
package struct AddressMapping: Sendable {
  private struct Block {
    var prefix: UInt32
    var length: Int
  }

  /// 172.16/12, 192.168/16, 169.254/16 and 100.64/10; 10/8 is kept by its first 8 bits.
  private static let blocks = [
    Block(prefix: 0xac10_0000, length: 12), Block(prefix: 0xc0a8_0000, length: 16),
    Block(prefix: 0xa9fe_0000, length: 16), Block(prefix: 0x6440_0000, length: 10),
  ]
  private static let keptBits = (v4: 8, v6: 16)
  /// Addresses whose counterparts are remembered; those of others are computed each time.
  private static let memory = 65_536

  private let key: (UInt64, UInt64)
  private var known: [IPAddress: IPAddress] = [:]

  package init() {
    key = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))
  }

  package mutating func mapped(_ address: IPAddress) -> IPAddress {
    if let known = known[address] { return known }
    let mapped = compute(address)
    if known.count < Self.memory { known[address] = mapped }
    return mapped
  }

  /// Another hardware address, locally administered; those of groups and all zeros stay.
  package func mapped(hardware address: [UInt8]) -> [UInt8] {
    guard let first = address.first, first & 1 == 0, address.contains(where: { $0 != 0 }) else {
      return address
    }
    var hash = hash { $0.combine(address) }
    var mapped = address
    for index in address.indices {
      mapped[index] = UInt8(truncatingIfNeeded: hash)
      hash = hash >> 8 | hash << 56
    }
    mapped[0] = mapped[0] & 0xfc | 2
    return mapped
  }

  private func compute(_ address: IPAddress) -> IPAddress {
    guard !address.isSpecial else { return address }
    if address.isIPv4 {
      let bits = UInt32(truncatingIfNeeded: address.low)
      return IPAddress(v4: flipped(bits))
    }
    let bits = UInt128(address.high) << 64 | UInt128(address.low)
    let mapped = flipped(bits)
    return IPAddress(
      high: UInt64(truncatingIfNeeded: mapped >> 64), low: UInt64(truncatingIfNeeded: mapped))
  }

  private func flipped(_ bits: UInt32) -> UInt32 {
    var mapped = bits
    for length in Self.keptBits.v4..<32 {
      let prefix = bits >> UInt32(32 - length)
      let isKept = Self.blocks.contains { block in
        length < block.length && block.prefix >> UInt32(32 - length) == prefix
      }
      guard !isKept, flips(UInt128(prefix), length, isIPv4: true) else { continue }
      mapped ^= 1 << UInt32(31 - length)
    }
    return mapped
  }

  private func flipped(_ bits: UInt128) -> UInt128 {
    var mapped = bits
    for length in Self.keptBits.v6..<128
    where flips(bits >> UInt128(128 - length), length, isIPv4: false) {
      mapped ^= 1 << UInt128(127 - length)
    }
    return mapped
  }

  /// Whether the bit behind a prefix is another one afterwards.
  private func flips(_ prefix: UInt128, _ length: Int, isIPv4: Bool) -> Bool {
    hash { hasher in
      hasher.combine(isIPv4)
      hasher.combine(length)
      hasher.combine(prefix)
    } & 1 == 1
  }

  private func hash(_ combine: (inout Hasher) -> Void) -> UInt64 {
    var hasher = Hasher()
    hasher.combine(key.0)
    hasher.combine(key.1)
    combine(&hasher)
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }
}

extension IPAddress {
  /// Whether it names no host's own interface, so that nothing is hidden in it.
  fileprivate var isSpecial: Bool {
    if isIPv4 {
      let first = UInt8(truncatingIfNeeded: low >> 24)
      return first == 0 || first == 127 || first >= 224
    }
    return high >> 56 == 0xff || high == 0 && low <= 1
  }
}
