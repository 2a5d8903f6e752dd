package import Bytes

/// The bounds of what one `PacketDecoder` follows and holds.
package struct PacketLimits: Hashable, Sendable {
  /// How many IP headers may stand inside the outermost one.
  package var tunnelDepth: Int
  /// How many headers are followed after the usual ones: tags, labels, extension headers, tunnels.
  package var headers: Int
  /// How many fragmented datagrams are remembered at a time; the oldest goes first.
  package var datagrams: Int
  /// How many bytes of fragments are held at a time; the oldest datagram goes first.
  ///
  /// One datagram holds at most 64 KiB, whatever its fragments claim.
  package var fragmentBytes: Int
  /// How long after its first fragment a datagram may still be completed, in capture time.
  package var fragmentTimeout: Interval

  package init(
    tunnelDepth: Int = 8, headers: Int = 64, datagrams: Int = 8192,
    fragmentBytes: Int = 32 << 20, fragmentTimeout: Interval = .seconds(30)
  ) {
    self.tunnelDepth = tunnelDepth
    self.headers = headers
    self.datagrams = datagrams
    self.fragmentBytes = fragmentBytes
    self.fragmentTimeout = fragmentTimeout
  }

  /// The longest datagram that is believed where IP gives no 16-bit length: 16 MiB.
  ///
  /// BIG TCP and jumbograms (RFC 2675) are far below; more would break sequence arithmetic.
  static let longestDatagram = 16 << 20
}
