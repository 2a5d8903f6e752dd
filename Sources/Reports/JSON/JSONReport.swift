import Bytes
import Diagnosis
import FoundationEssentials
import Packets

/// Writes reports as JSON (schema `chokepoint.report/1`).
package enum JSONReport {
  /// The report as one JSON object, keys sorted, ASCII only, with a line break at its end.
  package static func text(_ report: Report) throws -> String {
    try JSONText.encode(document(report), pretty: true) + "\n"
  }

  private static func document(_ report: Report) -> ReportDocument {
    let visibility = report.diagnosis.visibility
    return ReportDocument(
      captures: report.captures.enumerated().map { index, facts in
        capture(
          facts,
          clock: report.alignments.indices.contains(index)
            ? ReportDocument.Clock(report.alignments[index]) : nil)
      },
      summary: ReportDocument.Summary(
        connections: report.connections, sessions: visibility.sessions,
        authentications: visibility.authentications, failures: visibility.failures,
        accounts: visibility.accounts, clients: visibility.clients, servers: visibility.servers,
        missingBytes: visibility.missingBytes),
      verdict: report.diagnosis.verdict.rawValue,
      incidents: report.diagnosis.incidents.map {
        incident($0, digits: report.captures.map(\.digits).max() ?? 6)
      },
      incidentsDropped: report.diagnosis.incidentsDropped > 0
        ? report.diagnosis.incidentsDropped : nil,
      headroom: report.diagnosis.headroom.map { ReportDocument.Headroom($0) },
      whatIf: report.diagnosis.whatIf.isEmpty
        ? nil : report.diagnosis.whatIf.map { ReportDocument.WhatIf($0) },
      books: report.books.isEmpty ? nil : report.books.map { $0.lines.map(bookLine) },
      limitsMet: report.books.isEmpty ? nil : report.books.map { terms($0.limitsMet) },
      evidenceFile: report.evidenceFile.map { ReportDocument.EvidenceFile($0) })
  }

  private static func bookLine(_ line: Book.Line) -> ReportDocument.BookLine {
    ReportDocument.BookLine(
      name: line.name.description, left: terms(line.left), right: terms(line.right),
      balances: line.balances)
  }

  private static func terms(_ list: [(name: Sentence, value: Int)]) -> [String: Int] {
    Dictionary(list.map { ($0.name.description, $0.value) }, uniquingKeysWith: +)
  }

  private static func capture(
    _ facts: CaptureFacts, clock: ReportDocument.Clock?
  ) -> ReportDocument.Capture {
    ReportDocument.Capture(
      path: facts.path, linkTypes: facts.linkTypes, frames: facts.frames, bytes: facts.bytes,
      drops: facts.drops, sha256: facts.sha256,
      start: OrNull(facts.start.map { rfc3339($0, digits: facts.digits) }),
      end: OrNull(facts.end.map { rfc3339($0, digits: facts.digits) }),
      warnings: facts.warnings.map(\.description),
      clock: clock)
  }

  /// - Parameter digits: decimals of the times.
  static func incident(_ incident: Incident, digits: Int) -> ReportDocument.Incident {
    ReportDocument.Incident(
      id: incident.id, verdict: incident.verdict.rawValue, cause: incident.cause.rawValue,
      confidence: rounded(incident.confidence), server: incident.server.description,
      family: incident.family.rawValue, account: OrNull(incident.account),
      accountAsSeen: OrNull(incident.accountAsSeen.map(jsonString)),
      clients: incident.clients.map(\.description),
      agentsSee: incident.agentSymptoms.map(\.rawValue),
      byClient: incident.course.tallies.map { ReportDocument.ClientTally($0, of: incident) },
      start: rfc3339(incident.start, digits: digits), end: rfc3339(incident.end, digits: digits),
      attempts: incident.attempts, successes: incident.successes, failures: incident.failures,
      limit: OrNull(incident.limit.map(limit)), peakLoad: OrNull(incident.peakLoad),
      peakDemand: OrNull(incident.peakDemand), alternatives: incident.alternatives.map(alternative),
      evidence: incident.evidence.map { evidence($0, digits: digits) },
      remedies: incident.remedies.map(remedy),
      notNeeded: incident.plan?.notNeeded.map { ReportDocument.NotNeeded($0) } ?? [],
      serverVersion: OrNull(incident.plan?.version.rawValue),
      nextLimit: OrNull(incident.plan?.nextLimit?.description),
      cannotShow: incident.reservations.map(\.sentence.description),
      view: ReportDocument.View(incident.view),
      retries: OrNull(incident.retries.map { ReportDocument.Retries($0) }),
      ghosts: OrNull(incident.ghosts.map { ReportDocument.Ghosts($0) }),
      otherEvidence: incident.confirmations.isEmpty
        ? nil : incident.confirmations.map { ReportDocument.OtherEvidence($0) })
  }

  private static func limit(_ limit: LimitFinding) -> ReportDocument.Limit {
    ReportDocument.Limit(
      setting: limit.setting, value: OrNull(limit.value), atLeast: OrNull(limit.atLeast),
      atMost: OrNull(limit.atMost),
      basis: limit.basis.word,
      alsoFits: limit.alsoFits.map(\.setting))
  }

  private static func alternative(_ other: Alternative) -> ReportDocument.Alternative {
    ReportDocument.Alternative(
      verdict: other.cause.verdict.rawValue, cause: other.cause.rawValue,
      confidence: rounded(other.confidence), because: other.because.description)
  }

  private static func evidence(_ item: Evidence, digits: Int) -> ReportDocument.Evidence {
    let text =
      switch item.text {
      case .wire(let words): jsonString(words)
      case .own(let words): words.description
      }
    return ReportDocument.Evidence(
      capture: item.capture, frame: item.stamp.frame,
      time: rfc3339(item.stamp.time, digits: digits), client: item.client.description, text: text)
  }

  static func remedy(_ remedy: Remedy) -> ReportDocument.Remedy {
    ReportDocument.Remedy(
      id: remedy.id, title: remedy.title.description, commands: remedy.commands.map(\.description),
      restart: OrNull(remedy.restart?.description),
      because: remedy.because.description, read: remedy.read.map(\.description),
      verify: remedy.verify.map(\.description))
  }

  private static func rounded(_ confidence: Double) -> Double { hundredths(confidence) }
}

/// Encodes values as ASCII JSON text.
package enum JSONText {
  package static func encode(_ value: some Encodable, pretty: Bool) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
    return asciiJSON(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}
