/// What a frame says about one TCP segment, as a plain value.
///
/// The bytes stay where they are: `tcp` says where the segment (header and captured payload) lies
/// in the buffer that `storage` names.
package struct TCPSegment: Hashable, Sendable {
  /// Which buffer the offsets count in.
  package enum Storage: Hashable, Sendable {
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
  /// Shift count of the window scale option, at most 14 (RFC 7323, section 2); nil without one.
  package var windowScale: UInt8?
  package var timestamps: TCPTimestamps?
  /// Whether a TCP MD5 signature (RFC 2385) or TCP-AO (RFC 5925) option is there.
  package var isSigned: Bool
  /// Whether the data offset is below 5 words or beyond the segment: nothing else can be trusted.
  ///
  /// The payload counts are then 0 and `headerLength` is 20.
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

  package init(
    source: Endpoint, destination: Endpoint, sequenceNumber: UInt32,
    acknowledgementNumber: UInt32 = 0, flags: TCPFlags = [], window: UInt16 = 0,
    urgentPointer: UInt16 = 0, checksum: UInt16 = 0, windowScale: UInt8? = nil,
    timestamps: TCPTimestamps? = nil, isSigned: Bool = false, hasBadDataOffset: Bool = false,
    identification: UInt16 = 0, hopLimit: UInt8 = 64, storage: Storage = .frame, offset: Int = 0,
    headerLength: Int = 20, payloadCount: Int = 0, payloadWireCount: Int = 0
  ) {
    self.source = source
    self.destination = destination
    self.sequenceNumber = sequenceNumber
    self.acknowledgementNumber = acknowledgementNumber
    self.flags = flags
    self.window = window
    self.urgentPointer = urgentPointer
    self.checksum = checksum
    self.windowScale = windowScale
    self.timestamps = timestamps
    self.isSigned = isSigned
    self.hasBadDataOffset = hasBadDataOffset
    self.identification = identification
    self.hopLimit = hopLimit
    self.storage = storage
    self.offset = offset
    self.headerLength = headerLength
    self.payloadCount = payloadCount
    self.payloadWireCount = payloadWireCount
  }
}
