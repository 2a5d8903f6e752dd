/// Reads an export of the Windows event log, in whichever of its formats.
enum EventFile {
  static let formats =
    "an event log as CSV, XML or text (Event Viewer, wevtutil, Get-WinEvent, Get-EventLog)"

  static func events(of input: inout RecordInput) throws(RecordProblem) -> EventRecords {
    var gathering = EventGathering()
    let start = input.text[...].prefix(65_536).trimmed
    if start.first == UInt8(ascii: "<") {
      EventXML.read(&input, into: &gathering)
    } else if let table = EventTable(head: start) {
      table.read(&input, into: &gathering)
    } else {
      EventText.read(&input, into: &gathering)
    }
    guard gathering.rows > 0 else {
      throw input.problems.told.first ?? input.nothing(expected: formats)
    }
    return gathering.records(&input)
  }
}
