import Bytes

/// Base64 as SASL messages carry it (RFC 4648, section 4), read strictly.
enum Base64 {
  /// The bytes that `text` stands for; nil when it holds anything but base64.
  ///
  /// Padding must complete the last group; superfluous padding behind a whole group is let pass.
  static func decode(_ text: Span<UInt8>) -> [UInt8]? {
    var digits = text.count
    while digits > 0, text[digits - 1] == UInt8(ascii: "=") { digits -= 1 }
    guard isPadded(digits: digits, padding: text.count - digits) else { return nil }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(digits / 4 * 3 + 2)
    var bits: UInt32 = 0
    for index in 0..<digits {
      guard let value = value(of: text[index]) else { return nil }
      bits = bits << 6 | UInt32(value)
      guard index % 4 != 0 else { continue }
      decoded.append(UInt8(truncatingIfNeeded: bits >> UInt32((3 - index % 4) * 2)))
    }
    return decoded
  }

  private static func isPadded(digits: Int, padding: Int) -> Bool {
    switch digits % 4 {
    case 0: digits > 0 || padding == 0
    case 2: padding == 2
    case 3: padding == 1
    default: false
    }
  }

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): digit - 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit + 4
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }

  /// Whether all of `text` are base64 digits or padding.
  static func isAlphabetOnly(_ text: Span<UInt8>) -> Bool {
    for index in text.indices
    where value(of: text[index]) == nil && text[index] != UInt8(ascii: "=") {
      return false
    }
    return true
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The base64 digits that `bytes` bring forth wherever they stand in a longer text.
  ///
  /// `alignment` is how many bytes of a group of three come before; digits that other bytes have a
  /// part in are left out.
  static func digits(of bytes: [UInt8], alignment: Int) -> [UInt8] {
    let end = (alignment + bytes.count) * 8
    let alphabet = alphabet
    var digits: [UInt8] = []
    digits.reserveCapacity(bytes.count * 4 / 3 + 1)
    var bit = (alignment * 8 + 5) / 6 * 6
    while bit + 6 <= end {
      // Six bits lie in one byte or two.
      let first = bit / 8 - alignment
      let high = Int(bytes[first]) << 8
      let low = first + 1 < bytes.count ? Int(bytes[first + 1]) : 0
      digits.append(alphabet[(high | low) >> (10 - bit % 8) & 0x3f])
      bit += 6
    }
    return digits
  }
}
