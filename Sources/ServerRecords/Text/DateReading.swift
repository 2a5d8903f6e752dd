import Bytes

/// A date and time of day as some locale writes it, perhaps with day and month in doubt.
struct DateReading: Hashable {
  /// How the first two numbers of a date that ends in its year are to be read.
  enum Order: Hashable { case dayFirst, monthFirst, open }

  /// Bytes that a date and time may have in any of the locales.
  private static let limit = 64

  private var first: Int
  private var second: Int
  private var year: Int
  /// What the numbers themselves say; `open` where both orders are possible and differ.
  let order: Order
  private var secondsOfDay: Int
  private var nanoseconds: Int64
  /// Seconds east of UTC, where the text says so.
  private var zone: Int?

  /// Reads `11/23/2026 2:52:11 PM`, `23.11.2026 14:52:11`, `2026-11-23T05:52:11.123Z`,
  /// `2026-11-23 오후 2:52:11` and their kin; nil for anything else.
  init?(_ raw: ArraySlice<UInt8>) {
    let text = raw.trimmed
    guard text.count <= Self.limit, text.count(where: \.isLetter) <= 8 else { return nil }
    var scan = NumberScan(text)
    guard let date = scan.date(), let clock = scan.clock() else { return nil }
    guard let hour = HalfDay(in: text).hour(clock.hour) else { return nil }
    guard clock.minute < 60, clock.second < 61 else { return nil }
    secondsOfDay = hour * 3_600 + clock.minute * 60 + clock.second
    nanoseconds = clock.nanoseconds
    zone = scan.zone()
    if date.0 >= 1_000 {
      (year, first, second) = (date.0, date.1, date.2)
      order = .monthFirst
    } else {
      (first, second) = (date.0, date.1)
      year = date.2 < 100 ? 2_000 + date.2 : date.2
      order = Self.order(date.0, date.1, separator: scan.dateSeparator)
    }
    guard (1970...2200).contains(year), time(reading: order) != nil else { return nil }
  }

  private static func order(_ first: Int, _ second: Int, separator: UInt8) -> Order {
    if first > 12 { return .dayFirst }
    if second > 12 { return .monthFirst }
    // Whoever writes dots puts the day first.
    if separator == UInt8(ascii: ".") { return .dayFirst }
    return first == second ? .monthFirst : .open
  }

  /// The time, a date in doubt read in the given order.
  func time(reading given: Order) -> RecordTime? {
    let isDayFirst = (order == .open ? given : order) == .dayFirst
    let (month, day) = isDayFirst ? (second, first) : (first, second)
    guard (1...12).contains(month), (1...CivilTime.days(in: month, of: year)).contains(day) else {
      return nil
    }
    let days = CivilTime.daysSince1970(year: year, month: month, day: day)
    let seconds = Int64(days * 86_400 + secondsOfDay - (zone ?? 0))
    let instant = Timestamp(nanoseconds: seconds.multipliedSaturated(by: 1_000_000_000))
    return RecordTime(
      instant: instant.advanced(by: Interval(nanoseconds: nanoseconds)), isUTC: zone != nil)
  }
}

/// What a whole file says of the order of days and months.
struct DateOrder {
  private var dayFirst = false
  private var monthFirst = false
  private var open = false

  mutating func note(_ reading: DateReading) {
    switch reading.order {
    case .dayFirst: dayFirst = true
    case .monthFirst: monthFirst = true
    case .open: open = true
    }
  }

  /// The order for dates in doubt.
  ///
  /// Dates that start with their year are month first as well, but then none is in doubt.
  var resolved: DateReading.Order { dayFirst ? .dayFirst : .monthFirst }
  /// Whether dates are in doubt and nothing in the file decides.
  var isAmbiguous: Bool { open && dayFirst == monthFirst }
}
