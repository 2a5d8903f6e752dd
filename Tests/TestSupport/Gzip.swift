/// Makes gzip members (RFC 1952) without compressing: stored blocks (RFC 1951, section 3.2.4).
package enum Gzip {
  /// One gzip member that holds these bytes.
  package static func member(of bytes: [UInt8]) -> [UInt8] {
    let order = CaptureByteOrder.little
    var member: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]
    member += stored(bytes)
    return member + order.bytes(checksum(of: bytes))
      + order.bytes(UInt32(truncatingIfNeeded: bytes.count))
  }

  /// A raw deflate stream of stored blocks.
  package static func stored(_ bytes: [UInt8]) -> [UInt8] {
    let order = CaptureByteOrder.little
    var stream: [UInt8] = []
    var start = 0
    repeat {
      let end = min(bytes.count, start + 65_535)
      let length = UInt16(end - start)
      stream += [end == bytes.count ? 1 : 0] + order.bytes(length) + order.bytes(~length)
      stream += bytes[start..<end]
      start = end
    } while start < bytes.count
    return stream
  }

  /// CRC-32 as RFC 1952, section 8 computes it, bit by bit.
  private static func checksum(of bytes: [UInt8]) -> UInt32 {
    var remainder = UInt32.max
    for byte in bytes {
      remainder ^= UInt32(byte)
      for _ in 0..<8 {
        remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xedb8_8320 : remainder >> 1
      }
    }
    return ~remainder
  }
}
