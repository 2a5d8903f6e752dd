/// Reads Exchange's IMAP4 protocol log: comment lines that begin with `#`, then a line an event.
struct ProtocolLogFile {
  static let formats =
    "an IMAP4 protocol log of Exchange (#Fields: dateTime,sessionId,seqNumber,sIp,cIp,user,...)"

  private var columns = ProtocolLogColumns.usual
  private var texts = TextPool()
  private var entries: [ProtocolLogEntry] = []
  private var dropped = 0
  private var hasHead = false

  static func entries(of input: inout RecordInput) throws(RecordProblem) -> [ProtocolLogEntry] {
    var file = ProtocolLogFile()
    // The log never wraps a line: a quote that is left open is a line cut off.
    var reader = CSVReader(input.text, spansLines: false)
    while let row = reader.next() { file.take(row, reader, &input) }
    if file.dropped > 0 {
      input.problems.add(
        line: 1, expected: "at most \(input.limits.rows) lines",
        found: "\(file.dropped) more, which are not used")
    }
    guard file.hasHead || !file.entries.isEmpty else {
      throw input.problems.told.first ?? input.nothing(expected: formats)
    }
    return file.entries
  }

  private mutating func take(
    _ row: CSVReader.Row, _ reader: CSVReader, _ input: inout RecordInput
  ) {
    guard let first = row.fields.first?.trimmed, row.fields.count > 1 || !first.isEmpty else {
      return
    }
    if isHead(row, first, &input) { return }
    if let fault = reader.fault {
      let place = reader.place(of: fault.offset, in: row)
      input.problems.add(
        line: place.line, column: place.column, expected: fault.expected, found: fault.found)
    }
    guard row.fields.count > columns.needed else {
      input.problems.add(
        line: row.line, expected: "\(columns.needed + 1) fields or more",
        found: "\(row.fields.count)")
      return
    }
    let time = row.fields[columns.time]
    guard let instant = DateReading(time)?.time(reading: .monthFirst) else {
      let place = reader.place(of: time.startIndex, in: row)
      input.problems.add(
        line: row.line, column: time.isEmpty ? 1 : place.column, expected: "a date and time",
        found: time.isEmpty ? "nothing" : "\(time.count) bytes of something else")
      return
    }
    guard entries.count < input.limits.rows else {
      dropped += 1
      return
    }
    append(row, instant, &input)
  }

  /// Takes a comment, or a line of names without its mark.
  private mutating func isHead(
    _ row: CSVReader.Row, _ first: ArraySlice<UInt8>, _ input: inout RecordInput
  ) -> Bool {
    let mark = Array("#fields:".utf8)
    let isComment = first.first == UInt8(ascii: "#")
    guard isComment || ProtocolLogColumns(named: row.fields) != nil else { return false }
    guard !isComment || first.prefix(mark.count).isWord(StaticWord(mark)) else { return true }
    var names = row.fields
    if isComment { names[0] = first.dropFirst(mark.count) }
    guard let columns = ProtocolLogColumns(named: names) else {
      input.problems.add(
        line: row.line, expected: "#Fields: with dateTime and sessionId", found: "other names")
      return true
    }
    self.columns = columns
    hasHead = true
    return true
  }

  private mutating func append(
    _ row: CSVReader.Row, _ time: RecordTime, _ input: inout RecordInput
  ) {
    func field(_ place: Int?) -> ArraySlice<UInt8> {
      place.flatMap { row.fields.dropFirst($0).first }?.trimmed ?? []
    }
    let exchange = LoggedExchange(
      command: field(columns.command), parameters: field(columns.parameters),
      event: columns.event == nil ? nil : field(columns.event), data: field(columns.data),
      context: field(columns.context))
    entries.append(
      ProtocolLogEntry(
        source: input.source(row.line), time: time, session: texts.text(field(columns.session)),
        sequence: field(columns.sequence).number ?? 0, server: texts.text(field(columns.server)),
        client: texts.text(field(columns.client)), user: texts.text(field(columns.user)),
        command: exchange.command, status: exchange.status, reason: exchange.reason))
  }
}

/// Texts that come again and again, each held once.
struct TextPool {
  private var known: [ArraySlice<UInt8>: String] = [:]
  private static let limit = 65_536

  mutating func text(_ bytes: ArraySlice<UInt8>) -> String {
    if let text = known[bytes] { return text }
    let text = bytes.text(limit: 256)
    if known.count < Self.limit { known[bytes] = text }
    return text
  }
}
