/// Walks over the numbers of a date and time, with what stands before each.
struct NumberScan {
  private struct Number {
    var value: Int
    var digits: Int
    /// The byte before the number; 0 for none.
    var before: UInt8
  }

  private var numbers: [Number] = []
  private var next = 0
  private let endsInZ: Bool
  private(set) var dateSeparator: UInt8 = 0

  /// A date, a time, a fraction and a zone have no more.
  private static let limit = 9

  init(_ text: ArraySlice<UInt8>) {
    endsInZ = text.last == UInt8(ascii: "Z")
    var before: UInt8 = 0
    var current: Number?
    for byte in text {
      if byte.isDigit {
        var number = current ?? Number(value: 0, digits: 0, before: before)
        if number.digits < 9 { number.value = number.value * 10 + Int(byte - 0x30) }
        number.digits += 1
        current = number
        continue
      }
      finish(&current)
      before = byte
    }
    finish(&current)
  }

  private mutating func finish(_ current: inout Number?) {
    if let number = current, numbers.count < Self.limit { numbers.append(number) }
    current = nil
  }

  private mutating func take() -> Number? {
    guard next < numbers.count else { return nil }
    next += 1
    return numbers[next - 1]
  }

  /// The date's three numbers as they stand: the year first, or last.
  mutating func date() -> (Int, Int, Int)? {
    guard let one = take(), let two = take(), let three = take() else { return nil }
    dateSeparator = two.before
    let hasYearFirst = one.digits == 4 && two.digits <= 2 && three.digits <= 2
    let hasYearLast =
      one.digits <= 2 && two.digits <= 2 && (three.digits == 4 || three.digits == 2)
    guard hasYearFirst || hasYearLast else { return nil }
    return (one.value, two.value, three.value)
  }

  /// The time of day: hour, minute, perhaps second and fraction.
  mutating func clock() -> (hour: Int, minute: Int, second: Int, nanoseconds: Int64)? {
    guard let hour = take(), let minute = take(), hour.digits <= 2, minute.digits == 2 else {
      return nil
    }
    guard next < numbers.count, numbers[next].digits == 2, !isSign(numbers[next].before),
      let second = take()
    else { return (hour.value, minute.value, 0, 0) }
    return (hour.value, minute.value, second.value, fraction())
  }

  private mutating func fraction() -> Int64 {
    guard next < numbers.count,
      [UInt8(ascii: "."), UInt8(ascii: ",")].contains(numbers[next].before),
      let number = take()
    else { return 0 }
    var value = Int64(number.value)
    for _ in 0..<max(0, 9 - number.digits) { value *= 10 }
    return value
  }

  /// Seconds east of UTC that stand after the time; nil where nothing does.
  mutating func zone() -> Int? {
    guard next < numbers.count, isSign(numbers[next].before), let hours = take() else {
      return endsInZ ? 0 : nil
    }
    let sign = hours.before == UInt8(ascii: "-") ? -1 : 1
    if hours.digits == 4 { return sign * (hours.value / 100 * 3_600 + hours.value % 100 * 60) }
    let minutes = take()?.value ?? 0
    guard hours.value <= 14, minutes < 60 else { return nil }
    return sign * (hours.value * 3_600 + minutes * 60)
  }

  private func isSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
  }
}
