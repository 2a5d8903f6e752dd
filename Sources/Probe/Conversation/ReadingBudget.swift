/// What a server may still send before it is not listened to any more.
struct ReadingBudget {
  private var bytes: Int
  private var lines: Int

  init(_ limits: ProbeLimits) {
    bytes = limits.bytes
    lines = limits.lines
  }

  /// Whether these bytes are within it.
  mutating func takes(_ chunk: [UInt8]) -> Bool {
    guard chunk.count <= bytes else { return false }
    bytes -= chunk.count
    for byte in chunk where byte == UInt8(ascii: "\n") { lines -= 1 }
    return lines >= 0
  }
}
