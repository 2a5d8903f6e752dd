/// Numbers secrets of one run in the order in which they come.
///
/// A fingerprint must not outlive the process: with its key, which is in this process' memory,
/// passwords could be tried against it. A number tells no more than what reports say anyway: that two
/// attempts used the same secret, or not.
struct SecretNumbers {
  /// Fingerprints remembered; further ones cannot be compared.
  static let limit = 100_000

  private var numbers: [UInt64: Int] = [:]

  mutating func number(of fingerprint: UInt64) -> Int? {
    if let number = numbers[fingerprint] { return number }
    guard numbers.count < Self.limit else { return nil }
    let number = numbers.count + 1
    numbers[fingerprint] = number
    return number
  }
}
