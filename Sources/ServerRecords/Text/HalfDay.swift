/// Which half of the day a time of the twelve-hour clock is in, as locales say it.
enum HalfDay {
  case before, after, none

  /// English, Spanish with and without its dots, Korean (also in code page 949), Chinese, Japanese.
  private static let marks: [(HalfDay, [StaticWord])] = [
    (
      .after,
      [
        "pm", "p.m", "p. m", "오후", StaticWord([0xbf, 0xc0, 0xc8, 0xc4]), "下午", "午後",
      ]
    ),
    (
      .before,
      [
        "am", "a.m", "a. m", "오전", StaticWord([0xbf, 0xc0, 0xc0, 0xfc]), "上午", "午前",
      ]
    ),
  ]

  init(in text: ArraySlice<UInt8>) {
    let mark = Self.marks.first { _, words in words.contains { text.contains(word: $0) } }
    self = mark?.0 ?? .none
  }

  /// The hour of the day, 0 to 23; nil where there is none such.
  func hour(_ hour: Int) -> Int? {
    switch self {
    case .none: (0...23).contains(hour) ? hour : nil
    case .before: (0...12).contains(hour) ? hour % 12 : nil
    // Some write "오후 14:52".
    case .after: (1...12).contains(hour) ? hour % 12 + 12 : (13...23).contains(hour) ? hour : nil
    }
  }
}
