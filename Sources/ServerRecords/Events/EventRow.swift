/// One event as an export has it, whatever the format.
struct EventRow {
  var line: Int
  var column = 1
  var id: Int?
  var provider: ArraySlice<UInt8>
  var time: ArraySlice<UInt8>
  /// The event's words, perhaps in another language, with the inserted values.
  var message: ArraySlice<UInt8>
  /// The inserted values themselves, where the export has them.
  var values: [ArraySlice<UInt8>] = []
}

/// Gathers the events that matter; all of them help to tell days from months.
struct EventGathering {

  /// Rows that were recognised as events.
  private(set) var rows = 0
  private var order = DateOrder()
  private var kept: [(reading: DateReading, row: EventRow)] = []
  private var dropped = 0

  mutating func add(_ row: EventRow, input: inout RecordInput) {
    guard let reading = DateReading(row.time) else {
      input.problems.add(
        line: row.line, column: row.column, expected: "a date and time",
        found: row.time.isEmpty ? "nothing" : "\(row.time.count) bytes of something else")
      return
    }
    rows += 1
    order.note(reading)
    guard EventKind(row) != nil else { return }
    if kept.count < input.limits.events { kept.append((reading, row)) } else { dropped += 1 }
  }

  /// The values, dates in doubt read as the whole file suggests.
  func records(_ input: inout RecordInput) -> EventRecords {
    var records = EventRecords()
    records.hasAmbiguousDates = order.isAmbiguous
    for (reading, row) in kept {
      guard let time = reading.time(reading: order.resolved), let kind = EventKind(row) else {
        input.problems.add(
          line: row.line, column: row.column, expected: "a day of the calendar", found: "none")
        continue
      }
      let message = EventMessage(row, kind: kind)
      guard let limit = message.limit else {
        input.problems.add(
          line: row.line, expected: "event \(row.id ?? 0) to name a maximum", found: "none")
        continue
      }
      append(message, limit, kind, time, input.source(row.line), to: &records)
    }
    if dropped > 0, let last = kept.last?.row.line {
      input.problems.add(
        line: last, expected: "at most \(input.limits.events) events of these kinds",
        found: "\(dropped) more, which are not used")
    }
    return records
  }

  private func append(
    _ message: EventMessage, _ limit: Int, _ kind: EventKind, _ time: RecordTime,
    _ source: RecordSource, to records: inout EventRecords
  ) {
    switch kind {
    case .sessionLimit:
      records.sessionLimits.append(
        SessionLimitEvent(
          source: source, time: time, mailbox: message.name, maximum: limit,
          objectType: message.type))
    case .userLimit(let isIMAP):
      records.userLimits.append(
        UserLimitEvent(
          source: source, time: time, user: message.name, maximum: limit, isIMAP: isIMAP))
    case .connectorRefusal:
      records.connectorRefusals.append(
        ConnectorRefusalEvent(
          source: source, time: time, connector: message.name, address: message.address,
          limit: limit))
    }
  }
}

/// Which of the events it is that matter; sources are never translated.
enum EventKind: Hashable {
  case sessionLimit
  case userLimit(isIMAP: Bool)
  case connectorRefusal

  init?(_ row: EventRow) {
    let provider = row.provider.trimmed
    switch row.id {
    case 9646 where provider.contains(word: "msexchangeis"): self = .sessionLimit
    case 1021 where provider.contains(word: "msexchangetransport"),
      1009 where provider.contains(word: "msexchangetransport"):
      self = .connectorRefusal
    case 1009 where provider.contains(word: "imap4"): self = .userLimit(isIMAP: true)
    case 1009 where provider.contains(word: "pop3"): self = .userLimit(isIMAP: false)
    default: return nil
    }
  }
}
