/// Why a frame gave neither a TCP segment nor an ICMP error about one.
package enum PacketDrop: UInt8, Error, Hashable, Sendable, CaseIterable {
  /// The frame holds no byte at all.
  case emptyFrame
  /// The interface's link type is none that the decoder knows.
  case unknownLinkType
  /// A header is cut short, by the snap length or by the end of the frame.
  case truncatedHeader
  /// What the link layer carries is not IP: ARP, spanning tree, LLDP and so on.
  case notIP
  /// What IP carries is neither TCP, nor a tunnel, nor an ICMP error about TCP.
  case notTCP
  /// An IP header with a wrong version or a header length below its minimum.
  case badIPHeader
  /// A length field that cannot hold the headers it covers, or that nobody can have meant.
  case badLength
  /// A tunnel header of a version or kind that is not decoded, such as GRE version 1 (PPTP).
  case unknownTunnel
  /// More IP headers inside each other than `PacketLimits.tunnelDepth` allows.
  case tunnelTooDeep
  /// More headers than `PacketLimits.headers` allows.
  case tooManyHeaders
  /// A fragment that waits for the rest of its datagram.
  case fragmentHeld
  /// A fragment that came before: a span port's second copy.
  case fragmentRepeated
  /// A fragment with an impossible place or length, or one that contradicts the ones before.
  case fragmentDropped
}
