/// An export as text: `wevtutil qe /f:text`, Event Viewer's "copy details", or `Get-WinEvent | fl`.
///
/// Names of fields are translated, values are not: the source begins with `MSExchange`, the number
/// stands behind a name that holds "ID", and the time is what reads as one.
enum EventText {
  /// One event in the making.
  private struct Draft {
    var line: Int
    var firstKey: ArraySlice<UInt8>
    var id: Int?
    var provider: ArraySlice<UInt8> = []
    var time: ArraySlice<UInt8> = []
    var message: [UInt8] = []

    /// Whether enough of it is there to be an event.
    var isEvent: Bool { id != nil && !time.isEmpty }
  }

  static func read(_ input: inout RecordInput, into gathering: inout EventGathering) {
    var lines = LineReader(input.text)
    var draft: Draft?
    while let line = lines.next() {
      guard lines.number <= input.limits.rows * 16 else { break }
      let text = line.trimmed
      if text.isEmpty { continue }
      if isEventHeading(text) {
        finish(&draft, &input, &gathering)
        continue
      }
      let pair = pair(in: text)
      if let pair, let open = draft, pair.key.elementsEqual(open.firstKey) {
        finish(&draft, &input, &gathering)
      }
      var open = draft ?? Draft(line: lines.number, firstKey: pair?.key ?? [])
      if let pair { note(pair, in: &open) }
      let isWords = !open.message.isEmpty || beginsMessage(text)
      if isWords, open.message.count < input.limits.valueBytes { open.message += text + [0x20] }
      // What stands before the first field (prompts, headings) belongs to no event.
      draft = open.firstKey.isEmpty ? nil : open
    }
    finish(&draft, &input, &gathering)
  }

  private static func note(
    _ pair: (key: ArraySlice<UInt8>, value: ArraySlice<UInt8>), in draft: inout Draft
  ) {
    let (key, value) = pair
    if draft.id == nil, key.contains(word: "id"), !key.contains(word: "process"),
      !key.contains(word: "thread"), !key.contains(word: "instance"),
      !key.contains(word: "record"), let number = value.number
    {
      draft.id = number
    } else if draft.provider.isEmpty, value.starts(with: Array("MSExchange".utf8)),
      value.count <= 64
    {
      draft.provider = value
    } else if draft.time.isEmpty, DateReading(value) != nil {
      draft.time = value
    }
  }

  private static func finish(
    _ draft: inout Draft?, _ input: inout RecordInput, _ gathering: inout EventGathering
  ) {
    guard let open = draft else { return }
    draft = nil
    guard open.isEvent else {
      if open.id != nil || !open.provider.isEmpty {
        input.problems.add(
          line: open.line, expected: "an event with number and time",
          found: open.id == nil ? "no number" : "no time")
      }
      return
    }
    gathering.add(
      EventRow(
        line: open.line, id: open.id, provider: open.provider, time: open.time,
        message: open.message[...]),
      input: &input)
  }

  /// Whether a line is of the event's own words: names in quotes, or a limit in parentheses.
  ///
  /// The fields before them hold numbers too, which are no limits.
  private static func beginsMessage(_ text: ArraySlice<UInt8>) -> Bool {
    text.contains(UInt8(ascii: "\"")) || text.contains(word: "\u{201c}")
      || text.contains(word: "receive connector") || text.contains(word: "number of simultaneous")
      || text.indices.contains {
        text[$0] == UInt8(ascii: "(") && text[($0 + 1)...].first?.isDigit == true
      }
  }

  /// `Event[12]:` of wevtutil.
  private static func isEventHeading(_ text: ArraySlice<UInt8>) -> Bool {
    text.starts(with: Array("Event[".utf8)) && text.count < 24
  }

  /// `Name: value`, the name short.
  private static func pair(
    in text: ArraySlice<UInt8>
  ) -> (key: ArraySlice<UInt8>, value: ArraySlice<UInt8>)? {
    guard let colon = text.prefix(64).firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let key = text[..<colon].trimmed
    guard !key.isEmpty, !key.contains(UInt8(ascii: "\"")) else { return nil }
    return (key, text[(colon + 1)...].trimmed)
  }
}
