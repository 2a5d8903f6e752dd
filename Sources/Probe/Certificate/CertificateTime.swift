import Bytes

/// The times in certificates: `YYMMDDHHMMSSZ` and `YYYYMMDDHHMMSSZ` (RFC 5280, section 4.1.2.5).
enum CertificateTime {
  static func timestamp(_ element: DERReader.Element) -> Timestamp? {
    switch element.tag {
    case DERReader.Tag.utcTime:
      guard let parts = digits(element.content, yearDigits: 2) else { return nil }
      return timestamp(parts, year: parts[0] + (parts[0] < 50 ? 2_000 : 1_900))
    case DERReader.Tag.generalizedTime:
      guard let parts = digits(element.content, yearDigits: 4) else { return nil }
      return timestamp(parts, year: parts[0])
    default: return nil
    }
  }

  /// Year, month, day, hour, minute and second.
  private static func digits(_ bytes: ArraySlice<UInt8>, yearDigits: Int) -> [Int]? {
    guard bytes.count == yearDigits + 11, bytes.last == UInt8(ascii: "Z") else { return nil }
    var rest = bytes.dropLast()
    var parts: [Int] = []
    for count in [yearDigits, 2, 2, 2, 2, 2] {
      var value = 0
      for byte in rest.prefix(count) {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int(byte) - 48
      }
      parts.append(value)
      rest = rest.dropFirst(count)
    }
    let isTime =
      (1...12).contains(parts[1]) && (1...31).contains(parts[2]) && parts[3] < 24
      && parts[4] < 60 && parts[5] < 61
    return isTime ? parts : nil
  }

  // Days of the civil calendar (H. Hinnant, days_from_civil), clamped to what a `Timestamp` holds.
  private static func timestamp(_ parts: [Int], year: Int) -> Timestamp {
    let shifted = parts[1] <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let month = (parts[1] + 9) % 12
    let dayOfYear = (153 * month + 2) / 5 + parts[2] - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    let seconds = Int64(days) * 86_400 + Int64(parts[3] * 3_600 + parts[4] * 60 + parts[5])
    return Timestamp(nanoseconds: seconds.multipliedSaturated(by: 1_000_000_000))
  }
}
