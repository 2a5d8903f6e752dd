/// An IPv4 or IPv6 address as 128 bits; IPv4 is held as `::ffff:a.b.c.d` (RFC 4291, 2.5.5.2).
@frozen @usableFromInline
package struct IPAddress: Hashable, Sendable {
  @usableFromInline package var high: UInt64
  @usableFromInline package var low: UInt64

  @inlinable
  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The IPv4 address with these four bytes in network order.
  @inlinable
  package init(v4 bits: UInt32) { self.init(high: 0, low: 0xffff_0000_0000 | UInt64(bits)) }

  @inlinable
  package var isIPv4: Bool { high == 0 && low >> 32 == 0xffff }
}

extension IPAddress {
  /// One number where one tells all, as of IPv4: tables of sessions ask for hashes over and over.
  @inlinable
  package func hash(into hasher: inout Hasher) {
    if high != 0 { hasher.combine(high) }
    hasher.combine(low)
  }
}

extension IPAddress: Comparable {
  @inlinable
  package static func == (left: Self, right: Self) -> Bool {
    left.high == right.high && left.low == right.low
  }

  @inlinable
  package static func < (left: Self, right: Self) -> Bool {
    left.high != right.high ? left.high < right.high : left.low < right.low
  }
}
