import Bytes

/// A word of one to sixteen bytes in upper case, as one number that compares in an instant.
struct PackedWord: Hashable, Sendable {
  static let maximumCount = 16

  private(set) var bits: UInt128 = 0

  /// The word in `range`; nil when it is empty, too long or holds a NUL.
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    guard range.count > 0, range.count <= Self.maximumCount else { return nil }
    var high: UInt64 = 0
    var low: UInt64 = 0
    for index in range {
      let byte = bytes[index]
      if byte == 0 { return nil }
      high = high << 8 | low >> 56
      low = low << 8 | UInt64(byte.upperCased)
    }
    bits = UInt128(high) << 64 | UInt128(low)
  }

  /// A word of ours; nil when it is empty or too long.
  init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    self.init(bytes.span, 0..<bytes.count)
  }

  /// The word's place in a table whose size is a power of two.
  func place(in count: Int) -> Int {
    let folded = UInt64(truncatingIfNeeded: bits) ^ UInt64(truncatingIfNeeded: bits >> 64)
    return Int(truncatingIfNeeded: (folded &* 0x9e37_79b9_7f4a_7c15) >> 48) & (count - 1)
  }
}
