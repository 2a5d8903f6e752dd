/// Hands out the lines of a text; `\r\n`, `\n` and a lone `\r` end one.
struct LineReader {
  private let text: [UInt8]
  private var position = 0
  /// The number of the line handed out last, from 1.
  private(set) var number = 0

  init(_ text: [UInt8]) { self.text = text }

  /// The next line without its end; nil after the last.
  mutating func next() -> ArraySlice<UInt8>? {
    guard position < text.count else { return nil }
    let start = position
    while position < text.count, !text[position].isLineEnd { position += 1 }
    let line = text[start..<position]
    if position < text.count {
      let isPair =
        text[position] == 0x0d && position + 1 < text.count && text[position + 1] == 0x0a
      position += isPair ? 2 : 1
    }
    number += 1
    return line
  }
}
