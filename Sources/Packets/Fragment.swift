/// What the headers say about one fragment of an IP datagram.
struct Fragment: Hashable {
  /// IPv4's 16 bits or IPv6's 32 that all fragments of the datagram share.
  var identification: UInt32
  /// Where in the datagram the fragment begins, in units of 8 bytes; at most 8191.
  var units: UInt16
  /// Whether no more fragments follow it.
  var isLast: Bool
  /// The protocol of the datagram; for IPv6 the first fragment's is the one that counts.
  var ipProtocol: UInt8

  /// Where in the datagram the fragment begins, in bytes.
  var start: Int { Int(units) * 8 }
}

/// What the fragments of one datagram have in common (RFC 791; RFC 8200, section 4.5).
struct FragmentKey: Hashable {
  var source: IPAddress
  var destination: IPAddress
  var identification: UInt32
  /// IPv4's protocol; 0 for IPv6, whose fragments may differ in it.
  var ipProtocol: UInt8

  init(_ fragment: Fragment, of ip: IPHeader) {
    source = ip.source
    destination = ip.destination
    identification = fragment.identification
    ipProtocol = ip.isIPv6 ? 0 : fragment.ipProtocol
  }
}
