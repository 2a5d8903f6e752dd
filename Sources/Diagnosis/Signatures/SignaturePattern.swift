import Bytes

/// A text pattern: literal, `*` is any run of bytes, letters match in either case.
package struct SignaturePattern: Sendable {
  /// The literal runs between the stars, lower case.
  private let parts: [[UInt8]]
  /// Bytes of literal text: the longest wins when several patterns match.
  package let literalCount: Int
  /// The byte, lower case, with which every text begins that matches; nil where any may.
  let firstByte: UInt8?

  package init(_ text: String) {
    parts = text.utf8.map(Self.lowered)
      .split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
    literalCount = parts.reduce(0) { $0 + $1.count }
    firstByte = parts.first?.first
  }

  /// The runs that the stars stand for, in order; nil when the text does not match.
  ///
  /// Each star takes as little as it can, so the search is linear in text times parts.
  package func match(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
    guard let head = parts.first, let tail = parts.last else { return nil }
    guard starts(text, with: head) else { return nil }
    if parts.count == 1 { return text.count == head.count ? [] : nil }
    var runs: [ArraySlice<UInt8>] = []
    var rest = text.dropFirst(head.count)
    for part in parts.dropFirst().dropLast() {
      guard let found = firstIndex(of: part, in: rest) else { return nil }
      runs.append(rest[..<found])
      rest = rest[(found + part.count)...]
    }
    guard rest.count >= tail.count, starts(rest.suffix(tail.count), with: tail) else { return nil }
    runs.append(rest.dropLast(tail.count))
    return runs
  }

  private func starts(_ text: ArraySlice<UInt8>, with part: [UInt8]) -> Bool {
    guard text.count >= part.count else { return false }
    return zip(text, part).allSatisfy { Self.lowered($0) == $1 }
  }

  private func firstIndex(of part: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    guard text.count >= part.count else { return nil }
    return (text.startIndex...(text.endIndex - part.count)).first { index in
      starts(text[index...], with: part)
    }
  }

  static func lowered(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }
}
