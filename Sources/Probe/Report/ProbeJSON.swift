import Bytes
import Diagnosis
import Reports
import Sessions

/// Writes what a probe met as JSON (schema `chokepoint.probe/1`).
package enum ProbeJSON {
  /// One JSON object, keys sorted, ASCII only, with a line break at its end.
  package static func text(_ result: ProbeResult, _ finding: ProbeFinding) throws -> String {
    try JSONText.encode(document(result, finding), pretty: true) + "\n"
  }

  private static func document(
    _ result: ProbeResult, _ finding: ProbeFinding
  ) -> ProbeDocument {
    let record = result.conversation
    return ProbeDocument(
      target: ProbeDocument.Target(
        host: result.plan.host, port: result.plan.port,
        encryption: result.plan.encryption.rawValue),
      start: rfc3339(result.start, digits: 3), finding: finding.kind.rawValue,
      causes: finding.causes.map(\.rawValue), met: finding.met, meaning: finding.meaning,
      next: finding.next,
      notes: finding.notes.map {
        ProbeDocument.Note(cause: OrNull($0.cause?.rawValue), text: $0.text)
      },
      server: ProbeDocument.Software(
        family: finding.server.family.rawValue, version: OrNull(finding.server.versionText)),
      protocol: OrNull(record?.mailProtocol?.rawValue), resolve: OrNull(resolve(result.resolution)),
      connect: result.attempts.map(connect), greeting: OrNull(record.flatMap(greeting)),
      capabilities: OrNull(capabilities(record?.offered, record?.offeredTime)),
      startTLS: OrNull(record?.startTLS.map(startTLS)),
      tls: OrNull(record?.tls.map { tls($0, in: result) }),
      capabilitiesInsideTLS: OrNull(
        capabilities(record?.offeredInside, record?.offeredInsideTime)),
      connections: connections(result), end: OrNull(record?.end.name),
      cutOff: OrNull(record.map { bounds($0.cutOff) }))
  }

  private static func resolve(_ resolution: Resolution) -> ProbeDocument.Resolve? {
    let error: String?
    switch resolution.outcome {
    case .literal: return nil
    case .found: error = nil
    case .notFound(let words): error = words
    case .timedOut: error = "timed-out"
    }
    return ProbeDocument.Resolve(
      milliseconds: resolution.time.inMilliseconds, addresses: resolution.addresses,
      error: OrNull(error))
  }

  private static func connect(_ attempt: ConnectAttempt) -> ProbeDocument.Connect {
    ProbeDocument.Connect(
      address: attempt.address, outcome: attempt.outcome.rawValue,
      milliseconds: attempt.time.inMilliseconds, reason: OrNull(attempt.reason))
  }

  private static func greeting(_ record: ConversationRecord) -> ProbeDocument.Greeting? {
    guard !record.firstLine.isEmpty else { return nil }
    return ProbeDocument.Greeting(
      line: jsonString(record.firstLine),
      milliseconds: OrNull(record.greetingTime?.inMilliseconds), refuses: !record.isWelcome)
  }

  private static func capabilities(
    _ words: [String]?, _ time: Interval?
  ) -> ProbeDocument.Capabilities? {
    words.map { ProbeDocument.Capabilities(words: $0, milliseconds: OrNull(time?.inMilliseconds)) }
  }

  private static func startTLS(_ record: StartTLSRecord) -> ProbeDocument.StartTLS {
    ProbeDocument.StartTLS(
      outcome: record.outcome.rawValue, answer: jsonString(record.text),
      milliseconds: OrNull(record.time?.inMilliseconds))
  }

  private static func tls(_ record: TLSRecord, in result: ProbeResult) -> ProbeDocument.TLS {
    var error: String?
    if case .failed(let trouble) = record.outcome { error = trouble.words }
    let problems =
      record.facts.map {
        CertificateProblem.all(of: $0, host: result.plan.host, now: result.start)
      } ?? []
    return ProbeDocument.TLS(
      milliseconds: record.time.inMilliseconds, version: OrNull(record.facts?.version),
      error: OrNull(error), certificate: OrNull(record.facts?.certificate.map(certificate)),
      isTrusted: record.facts != nil && problems.isEmpty, problems: problems.map(\.name))
  }

  private static func certificate(_ one: Certificate) -> ProbeDocument.Certificate {
    ProbeDocument.Certificate(
      subject: jsonString(one.subject), issuer: jsonString(one.issuer),
      notBefore: OrNull(one.notBefore.map { rfc3339($0, digits: 0) }),
      notAfter: OrNull(one.notAfter.map { rfc3339($0, digits: 0) }),
      names: one.names.map(jsonString) + one.addresses.map(AddressText.text),
      namesDropped: one.namesDropped)
  }

  private static func connections(_ result: ProbeResult) -> ProbeDocument.Connections {
    let isFirstWelcome = result.conversation?.isWelcome ?? false
    return ProbeDocument.Connections(
      opened: result.conversation == nil ? 0 : result.others.count + 1,
      greeted: result.others.filter(\.isWelcome).count + (isFirstWelcome ? 1 : 0),
      others: result.others.map {
        ProbeDocument.Other(
          connect: connect($0.attempt),
          line: OrNull($0.conversation.map { jsonString($0.firstLine) }),
          end: OrNull($0.conversation?.end.name))
      })
  }

  private static func bounds(_ cutOff: CutOff) -> ProbeDocument.Bounds {
    ProbeDocument.Bounds(
      overlongBytes: cutOff.overlongBytes, capabilities: cutOff.capabilities,
      flooded: cutOff.isFlooded)
  }
}

extension ConversationRecord.End {
  /// The end's name for programs, with what was waited for.
  fileprivate var name: String {
    switch self {
    case .complete: "complete"
    case .turnedAway: "turned-away"
    case .closed(let stage): "closed:\(stage.rawValue)"
    case .reset(let stage): "reset:\(stage.rawValue)"
    case .silent(let stage): "silent:\(stage.rawValue)"
    case .flooded(let stage): "flooded:\(stage.rawValue)"
    case .foreign: "foreign"
    case .tlsFailed: "tls-failed"
    case .startTLSRefused: "starttls-refused"
    case .broken(let stage, _): "broken:\(stage.rawValue)"
    }
  }
}
