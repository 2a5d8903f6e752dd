/// Fields of fixed width, for tables that people read.
extension String {
  /// The text with spaces behind it up to `width`, one at least.
  func leftAligned(_ width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }

  /// The text with spaces before it up to `width`.
  func rightAligned(_ width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}
