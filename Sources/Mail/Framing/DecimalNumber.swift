import Bytes

/// A run of decimal digits.
enum DecimalNumber {
  /// The number that the digits in `range` write; nil when it needs more than 63 bits.
  static func read(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var value = 0
    for index in range {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Int(bytes[index]) - 48)
      if overflow || carry { return nil }
      value = sum
    }
    return value
  }

  /// The end of the digits that begin at `start`.
  static func end(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end].isDigit { end += 1 }
    return end
  }
}
