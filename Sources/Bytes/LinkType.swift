/// What the frames of an interface begin with: a LINKTYPE number as capture files spell it.
///
/// The numbers are those of https://www.tcpdump.org/linktypes.html, not libpcap's own DLT values,
/// which differ between systems.
package struct LinkType: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt32

  @inlinable
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// BSD loopback: a 4-byte address family in the byte order of the capturing machine.
  package static let nullLoopback = LinkType(rawValue: 0)
  package static let ethernet = LinkType(rawValue: 1)
  package static let ppp = LinkType(rawValue: 9)
  /// PPPoE: begins with the PPPoE session header (RFC 2516).
  package static let pppEthernet = LinkType(rawValue: 51)
  /// Raw IP; the version nibble says which.
  package static let raw = LinkType(rawValue: 101)
  /// OpenBSD loopback: a 4-byte address family in network byte order.
  package static let loop = LinkType(rawValue: 108)
  package static let linuxCooked = LinkType(rawValue: 113)
  package static let ipv4 = LinkType(rawValue: 228)
  package static let ipv6 = LinkType(rawValue: 229)
  package static let linuxCooked2 = LinkType(rawValue: 276)
}
