extension Int {
  /// Adds a size that a peer announced, stopping at the largest number.
  mutating func addSaturating(_ size: Int) {
    let (sum, overflow) = addingReportingOverflow(size)
    self = overflow ? .max : sum
  }
}
