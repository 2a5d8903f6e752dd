/// What was found otherwise than expected, in words.
struct Differences {
  private(set) var found: [String] = []

  mutating func add(_ name: String, _ expected: String, _ actual: String) {
    found.append("\(name): expected \(expected), found \(actual)")
  }

  mutating func compare<Value: Equatable>(_ name: String, _ expected: Value, _ actual: Value) {
    if expected != actual { add(name, "\(expected)", "\(actual)") }
  }

  /// A number that may be `tolerance` larger than expected, and `unseen` smaller.
  mutating func compare(
    _ name: String, _ expected: Int, _ actual: Int, tolerance: Int, unseen: Int = 0
  ) {
    if actual < expected - unseen || actual > expected + tolerance {
      add(name, "\(expected)", "\(actual)")
    }
  }
}
