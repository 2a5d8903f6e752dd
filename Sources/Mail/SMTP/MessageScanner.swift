import Bytes

/// Finds the end of a message after DATA, in one pass and without keeping a byte of it.
///
/// Only `CRLF . CRLF` ends a message (RFC 5321, section 4.1.1.4); a message may begin with the dot.
struct MessageScanner {
  /// How much of CRLF, dot, CRLF the last bytes are.
  private enum Ending {
    case none
    case carriageReturn
    /// At a line's beginning; so is a message's beginning.
    case lineStart
    case dot
    case dotCarriageReturn
  }

  /// Bytes read so far, those of the end included.
  private(set) var count = 0
  /// Dots at lines' beginnings: dot-stuffing, and the final one.
  private var stuffing = 0
  private var ending = Ending.lineStart
  private var lineLength = 0
  private var longest = 0
  private(set) var hasNUL = false
  private(set) var hasBareReturn = false
  private(set) var hasBareLineFeed = false
  private(set) var dots = LoneDotScanner()

  /// Reads on from `offset`, which it moves; true when the message ended.
  mutating func scan(_ bytes: Span<UInt8>, _ offset: inout Int) -> Bool {
    while offset < bytes.count {
      if case .none = ending, dots.isIdle {
        let start = offset
        while offset < bytes.count, bytes[offset] > .carriageReturn { offset += 1 }
        count += offset - start
        lineLength += offset - start
        guard offset < bytes.count else { return false }
      }
      let isEnd = step(bytes[offset])
      offset += 1
      if isEnd { return true }
    }
    return false
  }

  private mutating func step(_ byte: UInt8) -> Bool {
    count += 1
    dots.step(byte)
    switch (ending, byte) {
    case (.dotCarriageReturn, .lineFeed):
      return true
    case (.carriageReturn, .lineFeed):
      longest = Swift.max(longest, lineLength - 1)
      lineLength = 0
      ending = .lineStart
      return false
    case (.carriageReturn, _), (.dotCarriageReturn, _):
      hasBareReturn = true
    default:
      break
    }
    if byte == .lineFeed { hasBareLineFeed = true }
    if byte == 0 { hasNUL = true }
    lineLength += 1
    advance(byte)
    return false
  }

  private mutating func advance(_ byte: UInt8) {
    switch (ending, byte) {
    case (.lineStart, UInt8(ascii: ".")):
      stuffing += 1
      ending = .dot
    case (.dot, .carriageReturn): ending = .dotCarriageReturn
    case (_, .carriageReturn): ending = .carriageReturn
    default: ending = .none
    }
  }

  /// The size after dot-unstuffing; without the end, if that has come.
  func unstuffedCount(isEnded: Bool) -> Int {
    // The end is three bytes, one of which was counted as stuffing.
    isEnded ? count - stuffing - 2 : count - stuffing
  }

  /// Whether a line, its CRLF included, is longer than `limit`.
  func hasLine(longerThan limit: Int) -> Bool { longest + 2 > limit }
}
