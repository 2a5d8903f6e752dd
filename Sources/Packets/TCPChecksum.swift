import Bytes

/// What the checksum of a TCP segment says.
package enum ChecksumState: Hashable, Sendable {
  case valid
  case invalid
  /// The sender's stack left the field to its adapter, and the capture was made before that.
  case offloaded
  /// Not all of the segment was captured, or its data offset is bad.
  case unverifiable
}

/// The Internet checksum over a TCP segment and its pseudo-header (RFC 9293, section 3.1).
package enum TCPChecksum {
  /// Verifies the checksum of `segment`, whose header and captured payload are `tcp`.
  ///
  /// A field of zero, and one that holds the sum of the pseudo-header alone, with the segment's
  /// length or (large send offload) without, is what a stack leaves for its adapter to complete.
  package static func verify(_ segment: TCPSegment, tcp: Span<UInt8>) -> ChecksumState {
    let length = segment.headerLength + segment.payloadWireCount
    guard !segment.hasBadDataOffset, tcp.count >= length, length >= 20 else {
      return .unverifiable
    }
    // Zero is what a stack leaves that counts on its adapter; no sum would tell more.
    if segment.checksum == 0 { return .offloaded }
    let addresses = addressSum(segment)
    let pseudoHeader = addresses + UInt64(length)
    if fold(pseudoHeader + sum(tcp.extracting(first: length))) == 0xffff { return .valid }
    let field = segment.checksum
    let isLeftOpen = field == fold(pseudoHeader) || field == fold(addresses)
    return isLeftOpen ? .offloaded : .invalid
  }

  /// The sum of the pseudo-header's addresses and protocol; the length is left to the caller.
  ///
  /// The prefix that IPv4 addresses are held with is all ones, which adds nothing (RFC 1071).
  private static func addressSum(_ segment: TCPSegment) -> UInt64 {
    let source = segment.source.address
    let destination = segment.destination.address
    var sum: UInt64 = 6
    for word in [source.high, source.low, destination.high, destination.low] {
      sum += (word >> 32) + (word & 0xffff_ffff)
    }
    return sum
  }

  /// The sum of `bytes` as big-endian words of 32 bits; folded, it is the sum of 16-bit words.
  ///
  /// Blocks of 32 bytes have a length that the compiler knows: it drops the bounds checks and
  /// vectorises (some 30 bytes a nanosecond; single words give 8).
  private static func sum(_ bytes: Span<UInt8>) -> UInt64 {
    let wholeBlocks = bytes.count / 32
    var swapped: UInt64 = 0
    for index in 0..<wholeBlocks {
      let block = bytes.extracting((index * 32)..<(index * 32 + 32))
      let one: UInt64 = block.littleEndian(at: 0)
      let two: UInt64 = block.littleEndian(at: 8)
      let three: UInt64 = block.littleEndian(at: 16)
      let four: UInt64 = block.littleEndian(at: 24)
      swapped &+= (one & 0xffff_ffff) &+ (two & 0xffff_ffff)
      swapped &+= (three & 0xffff_ffff) &+ (four & 0xffff_ffff)
      swapped &+= (one >> 32) &+ (two >> 32) &+ (three >> 32) &+ (four >> 32)
    }
    // The sum does not care for the byte order, but for its result's (RFC 1071, section 2B).
    var sum = UInt64(fold(swapped).byteSwapped)
    for index in (wholeBlocks * 32)..<bytes.count {
      sum += UInt64(bytes[index]) << (index & 1 == 0 ? 8 : 0)
    }
    return sum
  }

  /// The one's complement sum of the 16-bit words of `sum`.
  private static func fold(_ sum: UInt64) -> UInt16 {
    var sum = (sum >> 32) + (sum & 0xffff_ffff)
    while sum > 0xffff { sum = (sum >> 16) + (sum & 0xffff) }
    return UInt16(truncatingIfNeeded: sum)
  }
}
