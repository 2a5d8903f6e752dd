/// What a server may still send before it is not listened to any more.
struct ReadingBudget {
  private var bytes: Int
  private var lines: Int

  init(_ limits: ProbeLimits) {
    bytes = limits.bytes
    lines = limits.lines
  }

  /// How many of these bytes, of which none but the last ends a line, are within it.
  mutating func take(_ piece: ArraySlice<UInt8>) -> Int {
    if piece.last == UInt8(ascii: "\n"), piece.count <= bytes { lines -= 1 }
    let count = min(bytes, lines < 0 ? piece.count - 1 : piece.count)
    bytes -= count
    return count
  }
}
