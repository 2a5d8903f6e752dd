/// The control bits of a TCP header (RFC 9293, section 3.1).
package struct TCPFlags: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  @inlinable
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let fin = TCPFlags(rawValue: 0x01)
  package static let syn = TCPFlags(rawValue: 0x02)
  package static let rst = TCPFlags(rawValue: 0x04)
  package static let psh = TCPFlags(rawValue: 0x08)
  package static let ack = TCPFlags(rawValue: 0x10)
  package static let urg = TCPFlags(rawValue: 0x20)
}

/// The TCP timestamps option (RFC 7323, section 3).
package struct TCPTimestamps: Hashable, Sendable {
  package var value: UInt32
  package var echoReply: UInt32

  @inlinable
  package init(value: UInt32, echoReply: UInt32) {
    self.value = value
    self.echoReply = echoReply
  }
}

/// What a frame says about one TCP segment, as a plain value.
///
/// The bytes stay where they are: `tcp` says where the segment (header and captured payload) lies
/// in the buffer that `storage` names.
package struct TCPSegment: Sendable {
  /// Which buffer the offsets count in.
  package enum Storage: Sendable {
    /// The frame as captured.
    case frame
    /// The datagram that `PacketDecoder` put together from fragments.
    case datagram
  }

  package var source: Endpoint
  package var destination: Endpoint
  package var sequenceNumber: UInt32
  package var acknowledgementNumber: UInt32
  package var flags: TCPFlags
  /// The raw window field, not scaled.
  package var window: UInt16
  package var urgentPointer: UInt16
  /// The checksum field as sent; whether it is right is `TCPChecksum`'s business.
  package var checksum: UInt16
  /// Shift count of the window scale option (RFC 7323, section 2); nil without one.
  package var windowScale: UInt8?
  package var timestamps: TCPTimestamps?
  /// Whether a TCP MD5 signature (RFC 2385) or TCP-AO (RFC 5925) option is there.
  package var isSigned: Bool
  /// Whether the data offset is below 5 words or beyond the segment: nothing else can be trusted.
  package var hasBadDataOffset: Bool
  /// IPv4 identification (0 for IPv6 without fragment header): tells a copy that a span port made
  /// from a retransmission.
  package var identification: UInt16
  /// IPv4 time to live or IPv6 hop limit.
  package var hopLimit: UInt8
  package var storage: Storage
  /// Offset of the TCP header's first byte in `storage`.
  package var offset: Int
  /// Length of the TCP header with its options.
  package var headerLength: Int
  /// Captured payload bytes; they follow the header.
  package var payloadCount: Int
  /// Payload bytes on the wire, by the IP header's length; more than `payloadCount` where the
  /// snap length cut the frame.
  package var payloadWireCount: Int
}
