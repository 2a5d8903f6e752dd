/// An instant as it is typed: a date with or without a time of day, or so long before now.
package enum TimePoint: Hashable, Sendable {
  case instant(Timestamp)
  case ago(Interval)

  /// Reads `2026-11-23`, `2026-11-23T14:52`, `2026-11-23T14:52:11.5Z`, `2026-11-23T14:52:11+09:00`
  /// (ISO 8601; UTC where no zone is given, a space will do for the `T`), or `90s`, `30m`, `2h`,
  /// `7d`, `4w` back from now; nil for anything else, and for what no calendar has.
  package init?(_ text: String) {
    if let interval = Self.interval(text) {
      self = .ago(interval)
    } else if let instant = Self.instant(text) {
      self = .instant(instant)
    } else {
      return nil
    }
  }

  package func time(now: Timestamp) -> Timestamp {
    switch self {
    case .instant(let time): time
    case .ago(let interval): now.advanced(by: Interval(nanoseconds: -interval.nanoseconds))
    }
  }

  private static func interval(_ text: String) -> Interval? {
    let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800]
    guard let last = text.last, let unit = units[last],
      let count = DigitScan(text.dropLast()).rest(upTo: 9)
    else { return nil }
    return .seconds(Int64(count) * unit)
  }

  private static func instant(_ text: String) -> Timestamp? {
    var scan = DigitScan(text[...])
    guard let year = scan.number(4), scan.take("-"), let month = scan.number(2), scan.take("-"),
      let day = scan.number(2), (1_970...2_261).contains(year), (1...12).contains(month),
      (1...CivilTime.days(in: month, of: year)).contains(day)
    else { return nil }
    let date = CivilTime.daysSince1970(year: year, month: month, day: day) * 86_400
    var (seconds, nanoseconds) = (date, 0)
    if scan.take("T") || scan.take("t") || scan.take(" ") {
      guard let clock = scan.clock() else { return nil }
      (seconds, nanoseconds) = (date + clock.seconds, clock.nanoseconds)
    }
    guard scan.isAtEnd else { return nil }
    return Timestamp(nanoseconds: Int64(seconds) * 1_000_000_000 + Int64(nanoseconds))
  }
}

/// Reads numbers of so many digits, and what stands between them.
private struct DigitScan {
  private var text: Substring

  init(_ text: Substring) { self.text = text }

  var isAtEnd: Bool { text.isEmpty }

  mutating func take(_ character: Character) -> Bool {
    guard text.first == character else { return false }
    text.removeFirst()
    return true
  }

  mutating func number(_ digits: Int) -> Int? {
    let head = text.prefix(digits)
    guard head.utf8.count == digits, head.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    text.removeFirst(digits)
    return Int(head)
  }

  /// All that is left, where it is a number of at most so many digits.
  func rest(upTo limit: Int) -> Int? {
    guard text.utf8.count <= limit else { return nil }
    var copy = self
    return copy.number(max(1, text.utf8.count))
  }

  /// A time of day with its zone, in seconds of the day by UTC.
  mutating func clock() -> (seconds: Int, nanoseconds: Int)? {
    guard let hour = number(2), take(":"), let minute = number(2), hour < 24, minute < 60 else {
      return nil
    }
    var (second, nanoseconds) = (0, 0)
    if take(":") {
      guard let given = number(2), given < 61 else { return nil }
      second = given
      if take(".") {
        guard let fraction = fraction() else { return nil }
        nanoseconds = fraction
      }
    }
    guard let zone = zone() else { return nil }
    return (hour * 3_600 + minute * 60 + second - zone, nanoseconds)
  }

  /// One to nine decimals, in nanoseconds.
  private mutating func fraction() -> Int? {
    var (value, digits) = (0, 0)
    while digits < 9, let digit = number(1) {
      value = value * 10 + digit
      digits += 1
    }
    guard digits > 0 else { return nil }
    for _ in digits..<9 { value *= 10 }
    return value
  }

  /// Seconds east of UTC; none where no zone is given.
  private mutating func zone() -> Int? {
    if isAtEnd || take("Z") || take("z") { return 0 }
    let isWest = text.first == "-"
    guard take("+") || take("-"), let hour = number(2), hour < 24 else { return nil }
    _ = take(":")
    let minute = isAtEnd ? 0 : number(2)
    guard let minute, minute < 60 else { return nil }
    return (hour * 3_600 + minute * 60) * (isWest ? -1 : 1)
  }
}
