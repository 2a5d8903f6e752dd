/// Columns of a terminal, by the blocks of Unicode that are wide in every font (UAX #11).
func displayWidth(_ text: some StringProtocol) -> Int {
  text.unicodeScalars.reduce(0) { sum, scalar in
    switch scalar.value {
    case 0x1100...0x115f, 0x2e80...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff, 0xff00...0xff60:
      sum + 2
    default: sum + 1
    }
  }
}
