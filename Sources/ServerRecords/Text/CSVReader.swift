/// Reads separated values (RFC 4180), row by row, and says where they break its rules.
///
/// A quote inside an unquoted field is taken as it stands, as Exchange writes such fields.
struct CSVReader {
  struct Row {
    /// The line of the row's first byte, from 1.
    var line: Int
    var start: Int
    var fields: [ArraySlice<UInt8>] = []
  }

  /// A broken rule: at which byte, and which.
  struct Fault: Equatable {
    var offset: Int
    var expected: String
    var found: String
  }

  /// Fields of a row that are kept; no file that is read here has as many.
  static let fieldLimit = 256

  private let text: [UInt8]
  private let separator: UInt8
  /// Whether a quoted field may hold line ends; given up after one that never closes.
  private var spansLines: Bool
  private var position = 0
  private var line = 1
  /// What was wrong with the row handed out last.
  private(set) var fault: Fault?

  private static let quote = UInt8(ascii: "\"")

  init(_ text: [UInt8], separator: UInt8 = UInt8(ascii: ","), spansLines: Bool) {
    self.text = text
    self.separator = separator
    self.spansLines = spansLines
  }

  mutating func next() -> Row? {
    guard position < text.count else { return nil }
    fault = nil
    var row = Row(line: line, start: position)
    while true {
      let field = text.dropFirst(position).first == Self.quote ? quotedField() : plainField()
      if row.fields.count < Self.fieldLimit {
        row.fields.append(field)
      } else {
        blame(position, "at most \(Self.fieldLimit) fields", "more")
      }
      guard position < text.count, text[position] == separator else { break }
      position += 1
    }
    skipLineEnd()
    return row
  }

  /// The line and column of a byte in a row, both from 1; columns count characters.
  func place(of offset: Int, in row: Row) -> (line: Int, column: Int) {
    var (line, column) = (row.line, 1)
    for index in row.start..<min(max(offset, row.start), text.count) {
      if endsLine(at: index) {
        (line, column) = (line + 1, 1)
      } else if text[index] & 0xc0 != 0x80 {
        column += 1
      }
    }
    return (line, column)
  }

  private mutating func plainField() -> ArraySlice<UInt8> {
    let start = position
    while position < text.count, text[position] != separator, !text[position].isLineEnd {
      position += 1
    }
    return text[start..<position]
  }

  private mutating func quotedField() -> ArraySlice<UInt8> {
    let open = position
    guard let (value, end) = quoted(from: open + 1) else {
      blame(open, "a closing quote", spansLines ? "the file's end" : "the line's end")
      spansLines = false
      position = open + 1
      return plainToLineEnd()
    }
    for index in open..<end where endsLine(at: index) { line += 1 }
    position = end
    let rest = plainField()
    guard !rest.isEmpty else { return value }
    blame(end, "a separator after a closing quote", "more text")
    return (Array(value) + rest)[...]
  }

  /// A quoted value whose first byte is at `start`, and where its closing quote's next byte is.
  private func quoted(from start: Int) -> (value: ArraySlice<UInt8>, end: Int)? {
    var unescaped: [UInt8] = []
    var (from, index) = (start, start)
    while index < text.count {
      let byte = text[index]
      if byte == Self.quote {
        guard index + 1 < text.count, text[index + 1] == Self.quote else {
          if from == start { return (text[start..<index], index + 1) }
          return ((unescaped + text[from..<index])[...], index + 1)
        }
        unescaped += text[from...index]
        index += 2
        from = index
      } else if byte.isLineEnd, !spansLines {
        return nil
      } else {
        index += 1
      }
    }
    return nil
  }

  private mutating func plainToLineEnd() -> ArraySlice<UInt8> {
    let start = position
    while position < text.count, !text[position].isLineEnd { position += 1 }
    return text[start..<position]
  }

  private mutating func skipLineEnd() {
    guard position < text.count, text[position].isLineEnd else { return }
    if text[position] == 0x0d, position + 1 < text.count, text[position + 1] == 0x0a {
      position += 1
    }
    position += 1
    line += 1
  }

  /// Whether a line ends with this byte: the `\r` of a pair is not its end.
  private func endsLine(at index: Int) -> Bool {
    text[index] == 0x0a
      || text[index] == 0x0d && (index + 1 >= text.count || text[index + 1] != 0x0a)
  }

  private mutating func blame(_ offset: Int, _ expected: String, _ found: String) {
    if fault == nil { fault = Fault(offset: offset, expected: expected, found: found) }
  }
}
