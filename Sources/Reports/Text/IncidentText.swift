import Bytes
import Diagnosis
import Packets

/// One incident's part of the text report.
struct IncidentText {
  var incident: Incident
  var report: Report
  var evidenceShown: Int?

  func write(to layout: inout TextLayout, isFirst: Bool) {
    layout.blank()
    facts(in: &layout)
    chart(in: &layout)
    alternatives(in: &layout)
    OtherEvidence(confirmations: incident.confirmations).write(to: &layout)
    remedies(in: &layout)
    evidence(in: &layout)
    if let retries = incident.retries { RetryText(retries: retries).write(to: &layout) }
    reach(in: &layout, isFirst: isFirst)
  }

  private func facts(in layout: inout TextLayout) {
    layout.row("Verdict", "\(incident.verdict.rawValue), \(incident.cause.rawValue), \(certainty)")
    if let limit = incident.limit { limitRows(limit, in: &layout) }
    layout.row(
      "Since",
      "\(readable(incident.start)), for \(seconds(incident.end.since(incident.start), digits: 1)) s"
    )
    if let who = account { layout.row("Who", who) }
    layout.row("Server", "\(incident.server), \(incident.family.name)")
    layout.row(
      "Attempts",
      "\(Headline.grouped(incident.attempts)): \(Headline.grouped(incident.successes)) accepted,"
        + " \(Headline.grouped(incident.failures)) refused")
    layout.row(incident.failures > 0 ? "Refused" : "Affected", clientList)
    if let ghosts = incident.ghosts { layout.row("Ghosts", Self.text(ghosts)) }
    for words in incident.words.prefix(3) { layout.row("Words", terminalText(words, limit: 200)) }
  }

  private static func text(_ ghosts: GhostCount) -> String {
    var parts: [String] = []
    if ghosts.ended > 0 {
      parts.append(
        "\(Headline.counted(ghosts.ended, "session")) held a slot until the server gave up"
          + " waiting: the client was gone without a word")
    }
    if ghosts.open > 0 {
      parts.append(
        "at most \(Headline.counted(ghosts.open, "session")) may hold a slot although the client is"
          + " gone: silent, while the client asks for a place again")
    }
    let longest = seconds(ghosts.longestSilence, digits: 1)
    return parts.joined(separator: "; ") + " (silent for up to \(longest) s)"
  }

  private var certainty: String {
    let percent = Int((incident.confidence * 100).rounded())
    return incident.confidence < Diagnosis.suspected
      ? "suspected (confidence \(percent) %)" : "confidence \(percent) %"
  }

  private func limitRows(_ limit: LimitFinding, in layout: inout TextLayout) {
    layout.row("Limit", limitText(limit))
    if !limit.alsoFits.isEmpty || limit.basis == .inferred && limit.value != nil {
      var fits = [limit.setting + (limit.value.map { " = \($0)" } ?? "")]
      fits += limit.alsoFits.map { "\($0.setting) = \($0.value) (\($0.decidedBy) tells)" }
      layout.row("Fits", fits.joined(separator: ", or "))
    }
  }

  private func limitText(_ limit: LimitFinding) -> String {
    let explained =
      "it explains \(Headline.grouped(limit.explained)) of"
      + " \(Headline.grouped(limit.explained + limit.unexplained)) attempts"
    if limit.basis == .stated, let value = limit.value {
      return "\(value) (\(limit.setting)), in the server's own words"
    }
    if let value = limit.value, limit.basis == .settings || limit.basis == .log {
      let source = limit.basis == .log ? "the server's log" : "the settings file"
      return "\(value) (\(limit.setting)) according to \(source); the capture fits it"
    }
    if let value = limit.value { return "\(value), exact: \(explained)" }
    switch (limit.atLeast, limit.atMost) {
    case (let low?, let high?):
      return "between \(low) and \(high) (\(limit.setting)): \(explained)"
    case (let low?, nil):
      return "at least \(low) (\(limit.setting)); connections that this capture does not show"
        + " count as well"
    default:
      return "not to be seen here (\(limit.setting)); connections that this capture does not show"
        + " count as well"
    }
  }

  private var account: String? {
    guard let account = incident.account else { return nil }
    let name = terminalText(WireText(account))
    let seen = incident.accountAsSeen.map { terminalText($0) } ?? name
    return seen == name ? name : "\(name) (\(seen))"
  }

  private var clientList: String {
    let shown = incident.clients.prefix(8).map { client in
      incident.workstations[client].map { "\(terminalText($0)) (\(client))" } ?? client.description
    }
    let more = incident.clients.count - shown.count
    return shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }

  private func chart(in layout: inout TextLayout) {
    let chart = LoadChart(
      timeline: incident.timeline, refusals: incident.evidence.map(\.stamp.time),
      limit: incident.limit?.value, event: incident.failures > 0 ? "refused" : "affected")
    let lines = chart.lines
    guard !lines.isEmpty else { return }
    layout.blank()
    layout.verbatim("  Connections open")
    for line in lines { layout.verbatim(line) }
  }

  private func alternatives(in layout: inout TextLayout) {
    guard !incident.alternatives.isEmpty else { return }
    layout.heading("Why not something else")
    for other in incident.alternatives {
      let percent = Int((other.confidence * 100).rounded())
      layout.row(
        other.cause.rawValue,
        (percent >= 10 ? "possible (\(percent) %): " : "no: ") + other.because, labelWidth: 30)
    }
  }

  private func remedies(in layout: inout TextLayout) {
    if let plan = incident.plan { PlanText(plan: plan, cause: incident.cause).write(to: &layout) }
  }

  private func evidence(in layout: inout TextLayout) {
    guard !incident.evidence.isEmpty else { return }
    let shown = incident.evidence.prefix(evidenceShown ?? incident.evidence.count)
    // Late answers are evidence, and no failures.
    let all = max(incident.failures, incident.evidence.count)
    let note =
      shown.count < all ? "(\(shown.count) of \(Headline.grouped(all)), --all lists them)" : ""
    layout.heading("Evidence", note: note)
    layout.verbatim("     frame          time  client            server says")
    for item in shown { layout.verbatim(row(of: item)) }
    for (capture, items) in Dictionary(grouping: shown, by: \.capture).sorted(by: {
      $0.key < $1.key
    }) {
      let frames = items.map { "\($0.stamp.frame)" }.joined(separator: ", ")
      let name =
        report.captures.count > 1 ? " (\(terminalText(report.captures[capture].path)))" : ""
      layout.verbatim("  Wireshark\(name): frame.number in {\(frames)}")
    }
  }

  private func row(of item: Evidence) -> String {
    let facts = report.captures.indices.contains(item.capture) ? report.captures[item.capture] : nil
    let start = facts?.origin ?? item.stamp.time
    let own = report.ownTime(item.stamp.time, in: item.capture)
    let time = seconds(own.since(start), digits: 6)
    let client =
      item.workstation.map { terminalText($0, limit: 15) } ?? item.client.address.description
    let text =
      switch item.text {
      case .wire(let words): Self.cut(terminalText(words), to: 36)
      case .own(let words): Self.cut(words, to: 36)
      }
    return "  " + "\(item.stamp.frame)".rightAligned(8) + time.rightAligned(14) + "  "
      + client.leftAligned(18) + text
  }

  private static func cut(_ text: String, to width: Int) -> String {
    text.count > width ? text.prefix(width - 1) + "…" : text
  }

  private func reach(in layout: inout TextLayout, isFirst: Bool) {
    guard !incident.reservations.isEmpty else { return }
    layout.heading("This capture cannot show")
    for reservation in incident.reservations {
      layout.paragraph("- " + reservation.sentence, indent: 2)
    }
    if let question = incident.decidingQuestion {
      layout.paragraph("To decide: " + question, indent: 2)
    }
  }

}
