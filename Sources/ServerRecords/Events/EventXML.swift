/// An export as XML: Event Viewer's "Save as XML", or `wevtutil qe /f:xml`, which has no root.
enum EventXML {
  /// An event in the making, and where in it the walk is.
  private struct Draft {
    var line: Int
    var id: ArraySlice<UInt8> = []
    var provider: ArraySlice<UInt8> = []
    var time: ArraySlice<UInt8> = []
    var message: ArraySlice<UInt8> = []
    var values: [ArraySlice<UInt8>] = []
  }

  /// Elements in elements; what is deeper than any event is no event.
  private static let depthLimit = 64
  /// Inserted values of an event that are kept.
  private static let valueLimit = 32

  static func read(_ input: inout RecordInput, into gathering: inout EventGathering) {
    var scanner = XMLScanner(input.text)
    var draft: Draft?
    var element: ArraySlice<UInt8> = []
    var (depth, events) = (0, 0)
    while true {
      let place = (line: scanner.line, column: scanner.column)
      guard let token = scanner.next() else { break }
      switch token {
      case .start(let name, let attributes, let isEmpty):
        depth += isEmpty ? 0 : 1
        guard depth <= depthLimit else {
          input.problems.add(
            line: place.line, column: place.column,
            expected: "at most \(depthLimit) elements in one another", found: "more")
          return
        }
        if local(name).isWord("event") { draft = Draft(line: place.line) }
        note(start: local(name), attributes, in: &draft)
        element = isEmpty ? [] : local(name)
      case .text(let text): note(text: text, of: element, in: &draft)
      case .end(let name):
        depth = max(0, depth - 1)
        element = []
        guard local(name).isWord("event"), let event = draft else { continue }
        draft = nil
        events += 1
        if events <= input.limits.rows { add(event, &input, &gathering) }
      case .fault(let expected, let found):
        input.problems.add(
          line: place.line, column: place.column, expected: expected, found: found)
      }
    }
    if events > input.limits.rows {
      input.problems.add(
        line: 1, expected: "at most \(input.limits.rows) events", found: "\(events)")
    }
    if let draft {
      input.problems.add(line: draft.line, expected: "the end of an event", found: "the file's end")
    }
  }

  /// A name without its prefix.
  private static func local(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
  }

  private static func note(
    start name: ArraySlice<UInt8>, _ attributes: ArraySlice<UInt8>, in draft: inout Draft?
  ) {
    if name.isWord("provider"), draft?.provider.isEmpty == true {
      // `Name` also ends `EventSourceName`, which comes later.
      draft?.provider = XMLScanner.attribute("name", in: attributes) ?? []
    } else if name.isWord("timecreated") {
      draft?.time = XMLScanner.attribute("systemtime", in: attributes) ?? []
    } else if name.isWord("data"), let count = draft?.values.count, count < valueLimit {
      draft?.values.append([])
    }
  }

  private static func note(
    text: ArraySlice<UInt8>, of element: ArraySlice<UInt8>, in draft: inout Draft?
  ) {
    guard draft != nil, !element.isEmpty else { return }
    let value = XMLScanner.unescaped(text.prefix(8_192))
    if element.isWord("eventid"), draft?.id.isEmpty == true {
      draft?.id = value
    } else if element.isWord("data"), let last = draft?.values.indices.last,
      draft?.values[last].isEmpty == true
    {
      draft?.values[last] = value
    } else if element.isWord("message"), draft?.message.isEmpty == true {
      draft?.message = value
    }
  }

  private static func add(
    _ draft: Draft, _ input: inout RecordInput, _ gathering: inout EventGathering
  ) {
    gathering.add(
      EventRow(
        line: draft.line, id: draft.id.trimmed.number, provider: draft.provider,
        time: draft.time, message: draft.message, values: draft.values),
      input: &input)
  }
}
