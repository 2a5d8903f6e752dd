import Bytes
import Diagnosis
package import Sensor

/// What a sensor tells of its incidents, as JSON Lines (schema `chokepoint.watch/1`).
package enum WatchJSON {
  private struct Event: Encodable {
    var schema = "chokepoint.watch/1"
    var event: String
    var changes: [String]
    var time: String
    var number: Int
    var key: String
    var opened: String
    var closed: OrNull<String>
    var lastRefusal: String
    var refused: Int
    var severity: Int
    var summary: String
    var incident: ReportDocument.Incident

    enum CodingKeys: String, CodingKey {
      case schema, event, changes, time, number, key, opened, closed
      case lastRefusal = "last_refusal"
      case refused, severity, summary, incident
    }
  }

  /// The incident alone, as reports have it.
  package static func incident(_ one: LiveIncident) throws -> String {
    try JSONText.encode(JSONReport.incident(one.incident, digits: 9), pretty: false)
  }

  /// One event on one line, with its line break.
  package static func line(_ event: IncidentEvent) throws -> String {
    let one = event.incident
    return try JSONText.encode(
      Event(
        event: event.kind.rawValue, changes: event.changes.map(\.rawValue),
        time: rfc3339(event.time, digits: 9), number: one.number, key: one.key,
        opened: rfc3339(one.opened, digits: 9),
        closed: OrNull(one.closed.map { rfc3339($0, digits: 9) }),
        lastRefusal: rfc3339(one.lastRefusal, digits: 9), refused: one.refusals,
        severity: one.severity, summary: Headline.sentence(for: one.incident).description,
        incident: JSONReport.incident(one.incident, digits: 9)),
      pretty: false) + "\n"
  }
}
