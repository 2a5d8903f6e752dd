/// An offset that may be absent, in eight bytes.
struct OptionalOffset {
  private var stored = Int.min

  @inline(__always)
  var value: Int? {
    get { stored == .min ? nil : stored }
    set { stored = newValue ?? .min }
  }

  /// Whether it is present and lies behind `offset`.
  @inline(__always)
  func isBehind(_ offset: Int) -> Bool { stored > offset }
}
