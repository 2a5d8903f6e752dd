import Diagnosis
import Mail
import Packets
import Reports
import Sessions

/// What must be found in a capture however it comes: neither frame numbers nor sizes.
///
/// One line for the verdict, each incident, each piece of evidence and each session.
struct Digest: Equatable, Sendable {
  private(set) var lines: [String] = []
  private let restored: @Sendable (IPAddress) -> IPAddress

  static func == (left: Self, right: Self) -> Bool { left.lines == right.lines }

  /// `isOrdered` tells whether pieces of evidence must stand in order, and sessions must tell who
  /// closed them.
  init(
    _ study: Study, isOrdered: Bool = true,
    restored: @escaping @Sendable (IPAddress) -> IPAddress = { $0 }
  ) {
    self.restored = restored
    lines = ["verdict \(study.diagnosis.verdict.rawValue)"]
    for incident in study.diagnosis.incidents {
      lines.append(line(incident))
      let evidence = incident.evidence.map(line)
      lines += isOrdered ? evidence : evidence.sorted()
    }
    lines += study.sessions.map { line($0, showsClosing: isOrdered) }.sorted()
  }

  /// The lines that only one of two digests has, at most `limit`.
  func differences(from other: Digest, limit: Int = 8) -> [String] {
    let changes = other.lines.difference(from: lines)
    return changes.prefix(limit).map { change in
      switch change {
      case .remove(_, let line, _): "- " + line
      case .insert(_, let line, _): "+ " + line
      }
    }
  }

  private func line(_ incident: Incident) -> String {
    let limit = incident.limit.map { limit in
      "\(limit.setting) \(words(limit.value)) \(words(limit.atLeast)) \(words(limit.atMost))"
    }
    return """
      incident \(incident.cause.rawValue) at \(name(incident.server)) \
      of \(words(incident.account)) from \(incident.clients.map { restored($0).description }) \
      \(incident.attempts) = \(incident.successes) + \(incident.failures) \
      limit \(words(limit)) peak \(words(incident.peakLoad))
      """
  }

  private func line(_ evidence: Evidence) -> String {
    switch evidence.text {
    case .wire(let text): "evidence \(jsonString(text))"
    case .own(let text): "evidence \(text)"
    }
  }

  private func line(_ session: MailSession, showsClosing: Bool) -> String {
    let signIns = session.authentications.map { fact in
      """
      \(fact.mechanism) \(words(fact.account?.user)) \
      \(words(fact.accountAsSeen.map(jsonString))) \(words(fact.workstation.map(jsonString))) \
      \(fact.result.rawValue) \(words(fact.response.map(jsonString)))
      """
    }
    return """
      session \(session.mailProtocol.rawValue) \(name(session.client)) \(name(session.server)) \
      \(session.opening.rawValue) \(showsClosing ? session.closing.rawValue : "-") \
      \(words(session.greeting.map { jsonString($0.text) })) \(signIns)
      """
  }

  private func name(_ endpoint: Endpoint) -> String {
    Endpoint(address: restored(endpoint.address), port: endpoint.port).description
  }

  private func words(_ value: (some CustomStringConvertible)?) -> String {
    value.map(\.description) ?? "-"
  }
}
