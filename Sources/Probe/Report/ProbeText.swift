import Bytes
import Diagnosis
import Reports
import Sessions

/// Writes what a probe met for people: the finding first, then the steps with their times.
package enum ProbeText {
  package static func text(_ result: ProbeResult, _ finding: ProbeFinding) -> String {
    var layout = TextLayout()
    layout.paragraph("\(place(result)): \(finding.kind.headline)")
    layout.blank()
    layout.paragraph("\(finding.met)")
    layout.blank()
    let causes = finding.causes.map(\.rawValue).joined(separator: " or ")
    let verdict = finding.kind.rawValue + (causes.isEmpty ? "" : ", \(causes)")
    layout.row("Finding", "\(verdict)")
    writeNetwork(result, to: &layout)
    if let record = result.conversation { write(record, result, finding, to: &layout) }
    writeOthers(result, to: &layout)
    for note in finding.notes { layout.row("Note", "\(note.text)") }
    layout.blank()
    layout.row("Meaning", "\(finding.meaning)")
    layout.row("Next", "\(finding.next)")
    return layout.text
  }

  private static func place(_ result: ProbeResult) -> String {
    let host = result.plan.host
    return host.contains(":") ? "[\(host)]:\(result.plan.port)" : "\(host):\(result.plan.port)"
  }

  private static func writeNetwork(_ result: ProbeResult, to layout: inout TextLayout) {
    let time = result.resolution.time.milliseconds
    switch result.resolution.outcome {
    case .literal: break
    case .found:
      let list = result.resolution.addresses.joined(separator: ", ")
      layout.row("Resolve", "\(time): \(list)")
    case .notFound(let words): layout.row("Resolve", "\(time): \(words)")
    case .timedOut: layout.row("Resolve", "\(time): no answer")
    }
    for attempt in result.attempts {
      let time = attempt.time.milliseconds
      layout.row("Connect", "\(time): \(attempt.address) \(attempt.words)")
    }
  }

  private static func write(
    _ record: ConversationRecord, _ result: ProbeResult, _ finding: ProbeFinding,
    to layout: inout TextLayout
  ) {
    let isImplicit = result.plan.encryption == .implicit
    if isImplicit { write(record.tls, result, to: &layout) }
    if !record.firstLine.isEmpty {
      let time = record.greetingTime.map { "\($0.milliseconds): " } ?? ""
      layout.row("Greeting", "\(time)\(terminalText(record.firstLine, limit: 300))")
    }
    if finding.server.family != .unknown {
      let version = finding.server.versionText.map { " \($0)" } ?? ""
      layout.row("Server", "\(finding.server.family.name)\(version)")
    }
    write(record.offered, record.offeredTime, label: "Capabilities", to: &layout)
    if let startTLS = record.startTLS {
      let time = startTLS.time.map { "\($0.milliseconds): " } ?? ""
      let text = terminalText(startTLS.text)
      layout.row("STARTTLS", "\(time)\(startTLS.outcome.words) \(text)")
    }
    if !isImplicit { write(record.tls, result, to: &layout) }
    write(record.offeredInside, record.offeredInsideTime, label: "Inside TLS", to: &layout)
  }

  private static func write(
    _ words: [String]?, _ time: Interval?, label: Sentence, to layout: inout TextLayout
  ) {
    guard let words else { return }
    let time = time.map { "\($0.milliseconds): " } ?? ""
    // SMTP's words have spaces of their own.
    let separator = words.contains { $0.contains(" ") } ? ", " : " "
    layout.row(label, "\(time)\(words.joined(separator: separator))")
  }

  private static func write(
    _ tls: TLSRecord?, _ result: ProbeResult, to layout: inout TextLayout
  ) {
    guard let tls else { return }
    guard let facts = tls.facts else {
      if case .failed(let trouble) = tls.outcome {
        layout.row("TLS", "\(tls.time.milliseconds): \(trouble.words)")
      }
      return
    }
    layout.row("TLS", "\(tls.time.milliseconds): \(facts.version ?? "TLS")")
    guard let certificate = facts.certificate else { return }
    let (subject, issuer) = (terminalText(certificate.subject), terminalText(certificate.issuer))
    layout.row("Certificate", "\(subject), issued by \(issuer)")
    let start = certificate.notBefore.map(readable) ?? "?"
    let end = certificate.notAfter.map(readable) ?? "?"
    layout.row("Valid", "\(start) to \(end)")
    var names = certificate.names.map { terminalText($0, limit: 256) }
    names += certificate.addresses.map(AddressText.text)
    let more = certificate.namesDropped > 0 ? " and \(certificate.namesDropped) more" : ""
    layout.row("Names", "\(names.isEmpty ? "none" : names.joined(separator: ", "))\(more)")
    let problems = CertificateProblem.all(of: facts, host: result.plan.host, now: result.start)
    let words = problems.map { $0.words(host: result.plan.host) }.joined(separator: "; ")
    layout.row("Trusted", "\(problems.isEmpty ? "yes" : "no: \(words)")")
  }

  private static func writeOthers(_ result: ProbeResult, to layout: inout TextLayout) {
    guard !result.others.isEmpty else { return }
    let greeted = result.others.filter(\.isWelcome).count + 1
    layout.row("Connections", "\(result.others.count + 1) at once, \(greeted) greeted")
  }
}

extension ProbeFinding.Kind {
  fileprivate var headline: String {
    switch self {
    case .healthy: "HEALTHY"
    case .network: "NETWORK"
    case .service: "SERVICE"
    case .tls: "TLS"
    case .limitBeforeGreeting: "LIMIT BEFORE THE GREETING"
    }
  }
}

extension StartTLSRecord.Outcome {
  fileprivate var words: String {
    switch self {
    case .agreed: "agreed"
    case .refused: "refused"
    case .notOffered: "not offered"
    case .injected: "agreed, with plain text behind it"
    }
  }
}

/// How an address's bytes are written.
enum AddressText {
  static func text(_ bytes: [UInt8]) -> String {
    if bytes.count == 4 { return bytes.map { "\($0)" }.joined(separator: ".") }
    return stride(from: 0, to: bytes.count - 1, by: 2).map {
      String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16)
    }.joined(separator: ":")
  }
}
