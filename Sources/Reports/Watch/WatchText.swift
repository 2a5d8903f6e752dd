import Bytes
import Diagnosis
package import Sensor

/// What a sensor tells of its incidents, line by line, for a terminal or a log.
package enum WatchText {
  /// One event: when, what, which incident, and the sentence an engineer forwards.
  package static func line(_ event: IncidentEvent) -> String {
    let one = event.incident
    let time = rfc3339(event.time, digits: 3)
    let head = "\(time) #\(one.number)"
    switch event.kind {
    case .opened:
      return "\(head) OPENED   \(Headline.word(for: one.incident)): \(sentence(one)) \(proof(one))"
    case .changed:
      let what = event.changes.map(words).joined(separator: ", ")
      return "\(head) CHANGED  (\(what)) \(Headline.word(for: one.incident)): \(sentence(one))"
        + " \(proof(one))"
    case .closed:
      return "\(head) CLOSED   nobody refused since \(rfc3339(one.lastRefusal, digits: 3)):"
        + " \(one.incident.cause.sentence), \(one.refusals) refused in all,"
        + " over \(briefly(max(.zero, one.lastRefusal.since(one.incident.start))))"
    }
  }

  private static func sentence(_ one: LiveIncident) -> String {
    Headline.sentence(for: one.incident).description
  }

  /// How many, and the frames that show the first three.
  private static func proof(_ one: LiveIncident) -> String {
    let frames = one.incident.evidence.prefix(3).map { "\($0.stamp.frame)" }
      .joined(separator: ", ")
    return "[\(one.refusals) refused; frames \(frames)]"
  }

  private static func words(_ change: IncidentEvent.Change) -> String {
    switch change {
    case .cause: "another cause"
    case .limit: "the limit's value"
    case .certainty: "more or less sure"
    case .worse: "ten times as many"
    case .resumed: "goes on since an earlier run"
    }
  }
}
