import Bytes

/// The arithmetic of Internet checksums (RFC 1071), for changes in what they cover (RFC 1624).
enum InternetChecksum {
  /// The sum of 16-bit words, folded; an odd byte at the end counts as the high half of a word.
  static func sum(_ bytes: [UInt8], _ range: Range<Int>) -> UInt16 {
    var sum: UInt64 = 0
    var index = range.lowerBound
    while index + 1 < range.upperBound {
      sum += UInt64(bytes[index]) << 8 | UInt64(bytes[index + 1])
      index += 2
    }
    if index < range.upperBound { sum += UInt64(bytes[index]) << 8 }
    return fold(sum)
  }

  static func sum(_ address: IPAddress) -> UInt16 {
    // The prefix that IPv4 addresses are held with is all ones, which adds nothing.
    let words = [address.high, address.low].map { ($0 >> 32) + ($0 & 0xffff_ffff) }
    return fold(words[0] + words[1])
  }

  static func fold(_ sum: UInt64) -> UInt16 {
    var sum = sum
    while sum > 0xffff { sum = (sum >> 16) + (sum & 0xffff) }
    return UInt16(truncatingIfNeeded: sum)
  }

  /// The field's value after what it covers has changed from one sum to another.
  ///
  /// A right checksum stays right and a wrong one wrong; what was not captured need not be known.
  static func adjusted(_ field: UInt16, from old: UInt16, to new: UInt16) -> UInt16 {
    ~fold(UInt64(~field) + UInt64(~old) + UInt64(new))
  }
}
