package import Bytes

/// The value of a setting as PowerShell lists it.
package enum SettingValue: Hashable, Sendable {
  case unlimited
  /// Nothing, or `$null`: for throttling policies of Exchange 2010 that means no limit.
  case empty
  case number(Int)
  /// A time span such as `00:00:05` or `1.00:00:00`.
  case interval(Interval)
  case text(String)

  init(_ raw: ArraySlice<UInt8>, limit: Int) {
    let value = raw.trimmed
    if value.isEmpty || value.isWord("$null") {
      self = .empty
    } else if value.isWord("unlimited") {
      self = .unlimited
    } else if let number = value.number {
      self = .number(number)
    } else if let interval = Self.interval(value) {
      self = .interval(interval)
    } else {
      self = .text(value.text(limit: limit))
    }
  }

  /// The number, where it is one.
  package var number: Int? { if case .number(let number) = self { number } else { nil } }
  /// Whether it sets no limit.
  package var isUnlimited: Bool { self == .unlimited || self == .empty }

  /// A time span as .NET writes it: `[-][d.]hh:mm:ss[.fffffff]`, the fraction dropped.
  private static func interval(_ value: ArraySlice<UInt8>) -> Interval? {
    let isNegative = value.first == UInt8(ascii: "-")
    let parts = (isNegative ? value.dropFirst() : value)
      .split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 3, let minutes = parts[1].number else { return nil }
    let days = parts[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let seconds = parts[2].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard days.count <= 2, seconds.count <= 2, let hour = days.last?.number, hour < 24,
      minutes < 60, let second = seconds.first?.number, second < 60,
      let day = days.count == 2 ? days.first?.number : 0, day < 100_000
    else { return nil }
    let total = Int64(day * 86_400 + hour * 3_600 + minutes * 60 + second)
    return .seconds(isNegative ? -total : total)
  }
}
