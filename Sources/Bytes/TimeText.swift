/// A calendar date and time of day in UTC (proleptic Gregorian).
package struct CivilTime {
  package var year: Int
  package var month: Int
  package var day: Int
  package var hour: Int
  package var minute: Int
  package var second: Int
  package var nanosecond: Int

  package init(_ time: Timestamp) {
    let (seconds, fraction) = Self.floorDivide(Int(time.nanoseconds), by: 1_000_000_000)
    let (days, ofDay) = Self.floorDivide(seconds, by: 86_400)
    nanosecond = fraction
    (hour, minute, second) = (ofDay / 3_600, ofDay / 60 % 60, ofDay % 60)
    // Days since 0000-03-01, so that the leap day comes last (H. Hinnant, civil_from_days).
    let shifted = days + 719_468
    let era = Self.floorDivide(shifted, by: 146_097)
    let yearOfEra =
      (era.remainder - era.remainder / 1_460 + era.remainder / 36_524 - era.remainder / 146_096)
      / 365
    let dayOfYear = era.remainder - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era.quotient * 400 + (month <= 2 ? 1 : 0)
  }

  private static func floorDivide(
    _ value: Int, by divisor: Int
  ) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

/// An instant as RFC 3339 in UTC with `digits` (0, 3, 6 or 9) decimals: `2026-11-23T14:52:11.104218Z`.
package func rfc3339(_ time: Timestamp, digits: Int) -> String {
  let civil = CivilTime(time)
  return date(civil) + "T" + clock(civil, digits: digits) + "Z"
}

/// An instant as a person reads it: `2026-11-23 14:52:11.104 UTC`.
package func readable(_ time: Timestamp) -> String {
  let civil = CivilTime(time)
  return date(civil) + " " + clock(civil, digits: 3) + " UTC"
}

/// Seconds with `digits` decimals, cut, not rounded, as Wireshark prints relative times.
package func seconds(_ interval: Interval, digits: Int) -> String {
  let magnitude = interval.nanoseconds.magnitude
  let whole = magnitude / 1_000_000_000
  let sign = interval.nanoseconds < 0 ? "-" : ""
  return sign + "\(whole)" + decimals(Int(magnitude % 1_000_000_000), digits: digits)
}

private func date(_ civil: CivilTime) -> String {
  padded(civil.year, 4) + "-" + padded(civil.month, 2) + "-" + padded(civil.day, 2)
}

/// A time of day as `14:52:11.104`.
package func clock(_ civil: CivilTime, digits: Int) -> String {
  padded(civil.hour, 2) + ":" + padded(civil.minute, 2) + ":" + padded(civil.second, 2)
    + decimals(civil.nanosecond, digits: digits)
}

private func decimals(_ nanoseconds: Int, digits: Int) -> String {
  digits == 0 ? "" : "." + padded(nanoseconds, 9).prefix(digits)
}

/// A number with zeros before it up to a width.
package func padded(_ value: Int, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
