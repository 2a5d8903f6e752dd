/// An export as a table: Event Viewer's CSV and tab-separated text, or PowerShell's `Export-Csv`.
struct EventTable {
  /// Which column holds what, by place from 0.
  private struct Columns {
    var time: Int
    var provider: Int
    var id: Int
    var message: Int?

    /// Event Viewer's order, in every language; the message has no header of its own.
    static let eventViewer = Columns(time: 1, provider: 2, id: 3, message: 5)

    /// By PowerShell's property names, which are never translated; nil where they are missing.
    init?(named names: [ArraySlice<UInt8>]) {
      func place(_ words: [StaticWord]) -> Int? {
        words.lazy.compactMap { word in names.firstIndex { $0.trimmed.isWord(word) } }.first
      }
      guard let time = place(["timecreated", "timegenerated", "date and time"]),
        let provider = place(["providername", "source"]),
        let id = place(["id", "eventid", "event id"])
      else { return nil }
      self.time = time
      self.provider = provider
      self.id = id
      // Event Viewer writes a message behind its five named columns.
      message = place(["message", "description"]) ?? (names.count == 5 ? 5 : nil)
    }

    private init(time: Int, provider: Int, id: Int, message: Int?) {
      self.time = time
      self.provider = provider
      self.id = id
      self.message = message
    }
  }

  private let separator: UInt8

  /// Recognises a table by its first line; nil where it is none.
  init?(head: ArraySlice<UInt8>) {
    var lines = LineReader(Array(head))
    var first = lines.next() ?? []
    if first.starts(with: Array("#TYPE".utf8)) { first = lines.next() ?? [] }
    let candidates = [UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: ";")]
    let separator = candidates.first { candidate in first.count { $0 == candidate } >= 4 }
    guard let separator else { return nil }
    self.separator = separator
  }

  func read(_ input: inout RecordInput, into gathering: inout EventGathering) {
    var reader = CSVReader(input.text, separator: separator, spansLines: true)
    var columns: Columns?
    var rows = 0
    while let row = reader.next() {
      if let fault = reader.fault {
        let place = reader.place(of: fault.offset, in: row)
        input.problems.add(
          line: place.line, column: place.column, expected: fault.expected, found: fault.found)
      }
      if row.fields.count == 1 { continue }
      guard let known = columns else {
        columns = Columns(named: row.fields) ?? .eventViewer
        // A table without its header begins with an event.
        if Self.isEvent(row, .eventViewer) { add(row, .eventViewer, &input, &gathering) }
        continue
      }
      rows += 1
      guard rows <= input.limits.rows else { break }
      add(row, known, &input, &gathering)
    }
    if rows > input.limits.rows {
      input.problems.add(
        line: 1, expected: "at most \(input.limits.rows) rows",
        found: "more, which are not used")
    }
  }

  private static func isEvent(_ row: CSVReader.Row, _ columns: Columns) -> Bool {
    row.fields.count > columns.id && row.fields[columns.id].trimmed.number != nil
  }

  private func add(
    _ row: CSVReader.Row, _ columns: Columns, _ input: inout RecordInput,
    _ gathering: inout EventGathering
  ) {
    guard row.fields.count > max(columns.time, columns.provider, columns.id) else {
      input.problems.add(
        line: row.line, expected: "\(max(columns.time, columns.provider, columns.id) + 1) fields",
        found: "\(row.fields.count)")
      return
    }
    guard let id = row.fields[columns.id].trimmed.number else {
      input.problems.add(line: row.line, expected: "an event's number", found: "something else")
      return
    }
    let message = columns.message.flatMap { row.fields.dropFirst($0).first } ?? []
    gathering.add(
      EventRow(
        line: row.line, id: id, provider: row.fields[columns.provider],
        time: row.fields[columns.time], message: message.prefix(input.limits.valueBytes)),
      input: &input)
  }
}
