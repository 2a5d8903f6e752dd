import Bytes

/// What a single pass over a line noticed.
struct LineScan {
  /// What of note a line holds.
  struct Marks: OptionSet {
    let rawValue: UInt8

    static let nul = Marks(rawValue: 1)
    /// A control character other than NUL, TAB and CR, or DEL.
    static let control = Marks(rawValue: 2)
    static let eightBit = Marks(rawValue: 4)
    /// A CR that does not belong to the line's end.
    static let bareReturn = Marks(rawValue: 8)
    /// A double quote.
    static let quote = Marks(rawValue: 16)

    /// All that a clean line does not hold.
    static let unusual: Marks = [.nul, .control, .eightBit, .bareReturn]
  }

  /// The offset of the line feed that ends the line.
  var lineFeed: Int
  /// The offset behind the line's text: of its CR, or of its line feed where there is none.
  var textEnd: Int
  var marks: Marks
  /// How many opening parentheses the line holds, quoted or not.
  var openings: Int

  var endsWithReturn: Bool { textEnd < lineFeed }

  /// What stands behind the text: CR LF, or LF alone.
  var ending: [UInt8] { endsWithReturn ? [.carriageReturn, .lineFeed] : [.lineFeed] }
}

extension LineScan {
  /// The bytes of a word that a scan takes note of, each by its high bit: all but printable ASCII,
  /// quotes and opening parentheses.
  ///
  /// The usual arithmetic on all bytes of a word at once. A borrow out of a lower byte may mark a
  /// higher one in vain; the lowest mark is always true.
  @inline(__always)
  static func notable(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let controls = (word &- ones &* 0x20) & ~word
    let delete = zeros(word ^ ones &* 0x7f)
    let quote = zeros(word ^ ones &* UInt64(UInt8(ascii: "\"")))
    let opening = zeros(word ^ ones &* UInt64(UInt8(ascii: "(")))
    return (word | controls | delete | quote | opening) & (ones &* 0x80)
  }

  /// The high bit of each byte that is zero, and perhaps of bytes above it.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word
  }

  /// The offset of the first byte at or after `start` that a scan takes note of; the count where
  /// there is none.
  @inline(__always)
  private static func firstNotable(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while bytes.count &- index >= 8 {
      let found = notable(bytes.littleEndian(at: index))
      if found != 0 { return index &+ found.trailingZeroBitCount >> 3 }
      index &+= 8
    }
    while index < bytes.count, notable(UInt64(bytes[index]) | 0x4141_4141_4141_4100) == 0 {
      index &+= 1
    }
    return index
  }

  /// Scans the line that begins at `start`; nil when `bytes` does not hold its end.
  init?(_ bytes: Span<UInt8>, from start: Int) {
    var index = start
    var openings = 0
    var returns = 0
    var marks: Marks = []
    while true {
      index = Self.firstNotable(bytes, from: index)
      guard index < bytes.count else { return nil }
      switch bytes[index] {
      case .lineFeed:
        let endsWithReturn = index > start && bytes[index - 1] == .carriageReturn
        if returns > (endsWithReturn ? 1 : 0) { marks.insert(.bareReturn) }
        self.init(
          lineFeed: index, textEnd: endsWithReturn ? index - 1 : index, marks: marks,
          openings: openings)
        return
      case .carriageReturn: returns += 1
      case UInt8(ascii: "("): openings += 1
      case UInt8(ascii: "\""): marks.insert(.quote)
      case 9: break
      case 0: marks.insert(.nul)
      case 0x80...: marks.insert(.eightBit)
      default: marks.insert(.control)
      }
      index += 1
    }
  }
}
