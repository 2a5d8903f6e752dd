import Bytes

/// What a tag looks like.
enum IMAPTag {
  /// Stands for a tag that is not shown.
  static let hidden = WireText("<tag>")

  /// Whether `tag` is one that real clients choose: at most twelve letters, digits, `.`, `_`, `-`.
  static func isConventional(_ tag: Span<UInt8>) -> Bool {
    guard (1...12).contains(tag.count) else { return false }
    for index in tag.indices {
      let byte = tag[index]
      guard byte.isWordCharacter || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") else {
        return false
      }
    }
    return true
  }

  /// Whether `tag` is conventional and holds a digit, which the words of a message seldom do.
  static func isUnmistakable(_ tag: Span<UInt8>) -> Bool {
    guard isConventional(tag) else { return false }
    for index in tag.indices where tag[index].isDigit { return true }
    return false
  }
}
