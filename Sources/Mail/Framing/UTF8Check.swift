import Bytes

/// Whether bytes are UTF-8 (RFC 3629): shortest forms only, no surrogates, up to U+10FFFF.
enum UTF8Check {
  static func isValid(_ bytes: Span<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      guard let length = sequence(bytes, at: index) else { return false }
      index += length
    }
    return true
  }

  /// The length of the character at `index`; nil when it is malformed or cut off.
  private static func sequence(_ bytes: Span<UInt8>, at index: Int) -> Int? {
    let length: Int
    let second: ClosedRange<UInt8>
    switch bytes[index] {
    case 0x00...0x7f: return 1
    case 0xc2...0xdf: (length, second) = (2, 0x80...0xbf)
    case 0xe0: (length, second) = (3, 0xa0...0xbf)
    case 0xed: (length, second) = (3, 0x80...0x9f)
    case 0xe1...0xef: (length, second) = (3, 0x80...0xbf)
    case 0xf0: (length, second) = (4, 0x90...0xbf)
    case 0xf1...0xf3: (length, second) = (4, 0x80...0xbf)
    case 0xf4: (length, second) = (4, 0x80...0x8f)
    default: return nil
    }
    guard bytes.count - index >= length, second.contains(bytes[index + 1]) else { return nil }
    for offset in 2..<Swift.max(2, length) where bytes[index + offset] & 0xc0 != 0x80 {
      return nil
    }
    return length
  }
}
