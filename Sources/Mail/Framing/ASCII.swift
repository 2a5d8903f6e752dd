import Bytes

extension UInt8 {
  static var lineFeed: UInt8 { 10 }
  static var carriageReturn: UInt8 { 13 }
  static var space: UInt8 { 32 }

  /// A to Z or a to z.
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }

  var isDigit: Bool { self &- 0x30 < 10 }

  /// A letter, a digit or an underscore: what a regular expression calls a word character.
  var isWordCharacter: Bool { isLetter || isDigit || self == UInt8(ascii: "_") }

  /// The upper-case form of an ASCII letter; any other byte as it is.
  var upperCased: UInt8 { self &- 0x61 < 26 ? self &- 0x20 : self }

  /// The lower-case form of an ASCII letter; any other byte as it is.
  var lowerCased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}

extension Span where Element == UInt8 {
  /// Whether the bytes from `start` on begin with `text`, case counting.
  func hasPrefix(_ text: String, at start: Int = 0) -> Bool {
    let text = text.utf8
    guard start >= 0, count - start >= text.count else { return false }
    var index = start
    for byte in text {
      if self[index] != byte { return false }
      index += 1
    }
    return true
  }

  /// Whether the bytes from `start` on begin with `upper`, letters of either case.
  func hasPrefix(ignoringCase upper: String, at start: Int = 0) -> Bool {
    let upper = upper.utf8
    guard start >= 0, count - start >= upper.count else { return false }
    var index = start
    for byte in upper {
      if self[index].upperCased != byte { return false }
      index += 1
    }
    return true
  }

  /// Whether these bytes are `upper`, letters of either case.
  func isEqual(ignoringCase upper: String) -> Bool {
    count == upper.utf8.count && hasPrefix(ignoringCase: upper)
  }

  /// Whether `upper` occurs anywhere, letters of either case.
  ///
  /// Takes `count` times `upper.count` steps: for short words only.
  func contains(ignoringCase upper: String) -> Bool {
    let length = upper.utf8.count
    guard count >= length else { return false }
    for start in 0...(count - length) where hasPrefix(ignoringCase: upper, at: start) {
      return true
    }
    return false
  }

  /// The bytes from `start` on.
  @_lifetime(copy self)
  func dropping(_ start: Int) -> Span<UInt8> {
    extracting(Swift.min(Swift.max(0, start), count)..<count)
  }

  /// The end of the word that begins at `start`: the next space, or the end.
  func wordEnd(from start: Int) -> Int { firstOffset(of: .space, from: start) ?? count }

  /// The words between single spaces, as Python's `split(b" ")` counts them.
  var wordCount: Int {
    var words = 1
    for index in indices where self[index] == .space { words += 1 }
    return words
  }

  /// The word with this index between single spaces, as Python's `split(b" ")` counts them.
  @_lifetime(copy self)
  func word(_ number: Int) -> Span<UInt8>? {
    var start = 0
    for _ in 0..<number {
      guard let end = firstOffset(of: .space, from: start) else { return nil }
      start = end + 1
    }
    return extracting(start..<wordEnd(from: start))
  }
}
