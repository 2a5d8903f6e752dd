extension ArraySlice<UInt8> {
  /// Without spaces, tabs and line ends at both ends.
  var trimmed: ArraySlice<UInt8> {
    var slice = self
    while let first = slice.first, first <= 0x20 { slice.removeFirst() }
    while let last = slice.last, last <= 0x20 { slice.removeLast() }
    return slice
  }

  /// At most `limit` bytes as text; what is not UTF-8 becomes U+FFFD.
  func text(limit: Int) -> String { String(decoding: prefix(limit), as: UTF8.self) }

  /// The number that these bytes are, all of them digits.
  var number: Int? {
    guard !isEmpty, count <= 18, allSatisfy(\.isDigit) else { return nil }
    return reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  /// Where `word` (in lower case) begins, without regard to ASCII case.
  func firstIndex(ofWord word: StaticWord) -> Int? {
    guard count >= word.bytes.count, let first = word.bytes.first else { return nil }
    var index = startIndex
    let last = endIndex - word.bytes.count
    while index <= last {
      if self[index].lowered == first,
        zip(self[index...], word.bytes).allSatisfy({ $0.lowered == $1 })
      {
        return index
      }
      index += 1
    }
    return nil
  }

  func contains(word: StaticWord) -> Bool { firstIndex(ofWord: word) != nil }

  /// Whether these bytes are `word` (in lower case), without regard to ASCII case.
  func isWord(_ word: StaticWord) -> Bool {
    count == word.bytes.count && zip(self, word.bytes).allSatisfy { $0.lowered == $1 }
  }
}

/// A word to look for, in lower case.
struct StaticWord: ExpressibleByStringLiteral {
  let bytes: [UInt8]
  init(stringLiteral text: String) { bytes = Array(text.utf8) }
  init(_ bytes: [UInt8]) { self.bytes = bytes }
}

extension UInt8 {
  var isDigit: Bool { (0x30...0x39).contains(self) }
  /// The ASCII letter in lower case; any other byte as it is.
  var lowered: UInt8 { (0x41...0x5a).contains(self) ? self | 0x20 : self }
  var isLetter: Bool { (0x61...0x7a).contains(lowered) }
  var isLineEnd: Bool { self == 0x0a || self == 0x0d }
  var isBlank: Bool { self == 0x20 || self == 0x09 }
}
