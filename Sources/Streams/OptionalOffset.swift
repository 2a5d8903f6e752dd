/// An offset that may be absent, in eight bytes.
struct OptionalOffset {
  private var stored = Int.min

  var value: Int? {
    get { stored == .min ? nil : stored }
    set { stored = newValue ?? .min }
  }
}
