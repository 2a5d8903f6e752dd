/// Fields of fixed width, for tables that people read.
extension String {
  /// The columns that a terminal gives it: two for each wide East Asian character.
  var columns: Int { reduce(0) { $0 + ($1.isWide ? 2 : 1) } }

  /// The text with spaces behind it up to `width`, one at least.
  func leftAligned(_ width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - columns))
  }

  /// The text with spaces before it up to `width`.
  func rightAligned(_ width: Int) -> String {
    String(repeating: " ", count: max(0, width - columns)) + self
  }

  /// The text, its end cut off where it is wider than `width`.
  func cut(to width: Int) -> String {
    guard columns > width else { return self }
    var text = ""
    var used = 0
    for character in self {
      used += character.isWide ? 2 : 1
      if used > width - 1 { break }
      text.append(character)
    }
    return text + "…"
  }
}

extension Character {
  /// Whether terminals show it two columns wide: Hangul, Han, kana and full-width forms (Unicode
  /// Standard Annex #11, the ranges that are wide throughout).
  var isWide: Bool {
    guard let scalar = unicodeScalars.first?.value, scalar >= 0x1100 else { return false }
    switch scalar {
    case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff,
      0xa000...0xa4cf, 0xa960...0xa97f, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f,
      0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1f64f, 0x1f900...0x1f9ff, 0x20000...0x3fffd:
      return true
    default: return false
    }
  }
}
