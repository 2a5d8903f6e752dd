import Bytes
import FoundationEssentials

/// Writes incidents of the past as a table for people, as JSON and as JSON Lines for programs.
package enum IncidentList {
  package enum Format: String, Sendable, CaseIterable {
    case table
    case json
    case jsonl
  }

  /// `chokepoint.incidents/1`: keys may be added; none is renamed or dropped without a new number.
  private struct Document: Encodable {
    var schema = "chokepoint.incidents/1"
    var incidents: [Item]
  }

  private struct Item: Encodable {
    var key: String
    var opened: String
    var changed: String
    var closed: OrNull<String>
    var cause: String
    var verdict: String
    var server: String
    var account: OrNull<String>
    var refused: Int
    var incident: JSONValue
  }

  /// All of them, with a line break at the end.
  package static func text(_ records: [IncidentRecord], _ format: Format) throws -> String {
    switch format {
    case .table: return table(records)
    case .json:
      return try JSONText.encode(Document(incidents: records.map(item)), pretty: true) + "\n"
    case .jsonl:
      return try records.map { try JSONText.encode(item($0), pretty: false) + "\n" }.joined()
    }
  }

  /// What was kept is read and written anew, so that nothing but JSON comes out of any file.
  private static func item(_ record: IncidentRecord) throws -> Item {
    Item(
      key: record.key, opened: rfc3339(record.opened, digits: 9),
      changed: rfc3339(record.changed, digits: 9),
      closed: OrNull(record.closed.map { rfc3339($0, digits: 9) }), cause: record.cause,
      verdict: record.verdict, server: record.server, account: OrNull(record.account),
      refused: record.refused,
      incident: try JSONDecoder().decode(JSONValue.self, from: Data(record.json.utf8)))
  }

  private static func table(_ records: [IncidentRecord]) -> String {
    let head =
      "opened                   closed                   verdict        "
      + "cause                        server                 account              refused\n"
    return records.reduce(head) { $0 + row($1) }
  }

  private static func row(_ record: IncidentRecord) -> String {
    let account = record.account.map { terminalText(WireText($0), limit: 40) } ?? "-"
    return rfc3339(record.opened, digits: 3).leftAligned(25)
      + (record.closed.map { rfc3339($0, digits: 3) } ?? "open").leftAligned(25)
      + terminalText(record.verdict).leftAligned(15) + terminalText(record.cause).leftAligned(29)
      + terminalText(record.server).leftAligned(23) + account.leftAligned(21)
      + "\(record.refused)".rightAligned(7) + "\n"
  }
}
