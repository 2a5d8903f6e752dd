import Bytes
package import Diagnosis

/// What an evidence file says about a frame, in the report's words.
package enum FrameComment {
  /// About a frame that the incident rests on.
  package static func text(_ incident: Incident, _ evidence: Evidence) -> String {
    let words =
      switch evidence.text {
      case .wire(let words): "the server says: \(terminalText(words, limit: 256))"
      case .own(let words): "\(words)"
      }
    return "\(head(incident)): \(words)"
  }

  /// About the sign-in of a connection that the incident's limit counts.
  package static func holder(_ incident: Incident) -> String {
    "\(head(incident)): signed in, and holds one of the connections that the limit counts"
  }

  private static func head(_ incident: Incident) -> String {
    "Incident \(incident.id) (\(incident.verdict.rawValue), \(incident.cause.rawValue))"
  }
}
