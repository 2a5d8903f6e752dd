package import Bytes
import Diagnosis
import Packets
package import Sensor

/// An incident as it is kept: what one looks for it by, and the whole of it as JSON.
package struct IncidentRecord: Hashable, Sendable {
  /// The same for one incident however often it is told.
  package var key: String
  package var opened: Timestamp
  /// When something of it changed last.
  package var changed: Timestamp
  /// When it was over; nil while it is open.
  package var closed: Timestamp?
  /// Words of the JSON contract: those of a later version may be others than this one's.
  package var cause: String
  package var verdict: String
  package var server: String
  package var account: String?
  /// How many were turned away.
  package var refused: Int
  /// The incident's object of the JSON contract (`chokepoint.report/1`).
  package var json: String

  package init(
    key: String, opened: Timestamp, changed: Timestamp, closed: Timestamp?, cause: String,
    verdict: String, server: String, account: String?, refused: Int, json: String
  ) {
    self.key = key
    self.opened = opened
    self.changed = changed
    self.closed = closed
    self.cause = cause
    self.verdict = verdict
    self.server = server
    self.account = account
    self.refused = refused
    self.json = json
  }

  /// What a sensor tells.
  package init(_ event: IncidentEvent) throws {
    let (one, incident) = (event.incident, event.incident.incident)
    self.init(
      key: one.key, opened: one.opened, changed: event.time, closed: one.closed,
      cause: incident.cause.rawValue, verdict: incident.verdict.rawValue,
      server: incident.server.description, account: incident.account, refused: one.refusals,
      json: try JSONText.encode(JSONReport.incident(incident, digits: 9), pretty: false))
  }
}
