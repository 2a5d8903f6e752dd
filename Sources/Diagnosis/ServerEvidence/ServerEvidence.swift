import Bytes
import Packets
import ServerRecords
import Sessions

/// Holds incidents against what the servers themselves wrote down.
enum ServerEvidence {
  /// The incidents, confirmed, refuted or corrected; the same where there are no records.
  static func weigh(
    _ incidents: [Incident], with records: ServerRecords, sessions: [MailSession]
  ) -> [Incident] {
    guard !records.isEmpty else { return incidents }
    let logs = Dictionary(grouping: records.protocolLog, by: \.source.file)
      .sorted { $0.key < $1.key }
      .map { (file: $0.key, matching: LogMatching($0.value, sessions: sessions)) }
    return incidents.map { incident in
      var weighing = Weighing(incident: incident, records: records)
      for log in logs { weighing.weigh(log.matching, of: log.file, sessions: sessions) }
      weighing.weighEvents()
      weighing.weighSettings()
      return weighing.incident
    }
  }
}

/// One incident on its way past the records.
struct Weighing {
  private(set) var incident: Incident
  let records: ServerRecords
  /// Whether a log has named the cause: settings do not overrule it.
  private(set) var isCauseLogged = false

  init(incident: Incident, records: ServerRecords) {
    self.incident = incident
    self.records = records
  }

  mutating func add(
    _ source: RecordSource, _ origin: Sentence, _ statement: Sentence,
    _ effect: Confirmation.Effect,
    clock: ClockOffset? = nil
  ) {
    incident.confirmations.append(
      Confirmation(
        file: records.files[source.file].name, line: source.line, origin: origin,
        statement: statement, effect: effect, clock: clock))
  }

  mutating func change(_ edit: (inout Incident) -> Void) { edit(&incident) }
  mutating func markLogged() { isCauseLogged = true }

  /// Another cause takes the place of the inferred one, which becomes the runner-up.
  mutating func correct(to cause: Cause, confidence: Double, because: Sentence) {
    guard cause != incident.cause else { return }
    incident.alternatives.removeAll { $0.cause == cause || $0.cause == incident.cause }
    incident.alternatives.insert(
      Alternative(cause: incident.cause, confidence: 1 - confidence, because: because), at: 0)
    incident.cause = cause
    incident.confidence = confidence
  }
}
