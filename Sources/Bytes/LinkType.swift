/// A link-layer header type, by its LINKTYPE number in capture files (draft-ietf-opsawg-pcaplinktype).
///
/// Any number is a value: what nobody can decode is still named in reports.
@frozen @usableFromInline
package struct LinkType: RawRepresentable, Hashable, Sendable {
  @usableFromInline package let rawValue: UInt32

  @inlinable
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  // Spelled out: a comparison that another module asks for is a call otherwise, one a frame.
  @inlinable
  package static func == (left: Self, right: Self) -> Bool { left.rawValue == right.rawValue }

  /// BSD loopback: a protocol family of 4 bytes in the capturing host's byte order.
  @inlinable package static var nullLoopback: Self { Self(rawValue: 0) }
  @inlinable package static var ethernet: Self { Self(rawValue: 1) }
  /// PPP (RFC 1661), with or without HDLC-like framing.
  @inlinable package static var ppp: Self { Self(rawValue: 9) }
  /// PPPoE (RFC 2516), starting with its session header.
  @inlinable package static var pppEthernet: Self { Self(rawValue: 51) }
  /// IPv4 or IPv6 by the version nibble.
  @inlinable package static var raw: Self { Self(rawValue: 101) }
  /// OpenBSD loopback: a protocol family of 4 bytes in network byte order.
  @inlinable package static var loop: Self { Self(rawValue: 108) }
  /// Linux "cooked" capture, version 1.
  @inlinable package static var linuxCooked: Self { Self(rawValue: 113) }
  @inlinable package static var ipv4: Self { Self(rawValue: 228) }
  @inlinable package static var ipv6: Self { Self(rawValue: 229) }
  /// Linux "cooked" capture, version 2.
  @inlinable package static var linuxCooked2: Self { Self(rawValue: 276) }
}
