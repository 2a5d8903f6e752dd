import Bytes
import Diagnosis
import Packets

/// Writes reports as plain text of 80 columns: the answer first, then what it rests on.
package struct TextReport {
  /// Pieces of evidence shown for an incident; nil shows all.
  package var evidenceShown: Int?

  package init(evidenceShown: Int? = 3) { self.evidenceShown = evidenceShown }

  /// The whole report, with a line break at its end.
  package func text(_ report: Report) -> String {
    var layout = TextLayout()
    let names = report.captures.map { terminalText($0.path) }.joined(separator: ", ")
    layout.paragraph("\(names): \(Headline.word(for: report.diagnosis))")
    if report.diagnosis.incidents.isEmpty {
      layout.blank()
      layout.paragraph(quietSentence(report.diagnosis))
    }
    for (index, incident) in report.diagnosis.incidents.enumerated() {
      layout.blank()
      if index > 0 {
        layout.heading("Also: \(incident.verdict.rawValue), \(incident.cause.rawValue)")
      }
      layout.paragraph(Headline.sentence(for: incident))
      IncidentText(incident: incident, report: report, evidenceShown: evidenceShown)
        .write(to: &layout, isFirst: index == 0)
    }
    if report.diagnosis.incidentsDropped > 0 {
      layout.blank()
      layout.paragraph(
        "\(Headline.grouped(report.diagnosis.incidentsDropped)) more incidents, less grave than these,"
          + " are counted only: read one server or account at a time (-f 'host ADDRESS').")
    }
    DemandText(diagnosis: report.diagnosis).write(to: &layout)
    CaseText(report: report).write(to: &layout)
    layout.blank()
    closing(report, in: &layout)
    return layout.text
  }

  /// What to say when nothing is wrong, or nothing can be seen.
  private func quietSentence(_ diagnosis: Diagnosis) -> String {
    let visibility = diagnosis.visibility
    if visibility.sessions == 0 {
      return "No IMAP or SMTP connection is in this capture. Capture on the agent's PC or on a span"
        + " port of the mail server while an agent signs in (ports 143, 993, 25, 587)."
    }
    if diagnosis.verdict == .inconclusive, !visibility.showsAnswers {
      return
        "Only one direction of the mail traffic was captured: what the other side said is not in"
        + " it. Capture both directions (on a span port, 'both' or 'rx and tx')."
    }
    if diagnosis.verdict == .inconclusive {
      return "All \(Headline.counted(visibility.sessions, "session")) are encrypted from the start:"
        + " sign-ins are not visible. The server's protocol log would decide."
    }
    var sentence =
      "Nothing is refused: \(Headline.counted(visibility.sessions, "session")) of"
      + " \(Headline.counted(visibility.clients, "client")) with"
      + " \(Headline.counted(visibility.authentications - visibility.failures, "sign-in")) accepted"
    sentence += visibility.failures > 0 ? ", \(visibility.failures) refused and not repeated." : "."
    if let closest = diagnosis.headroom.first {
      sentence +=
        " At most \(Headline.counted(closest.peak, "connection")) of account"
        + " \(terminalText(WireText(closest.account))) were open at one time on"
        + " \(closest.server.address)"
      sentence +=
        closest.basis == .shipped
        ? " (\(closest.setting) is \(closest.limit) as it ships)."
        : " (the limit is \(closest.limit))."
    }
    return sentence
  }

  private func closing(_ report: Report, in layout: inout TextLayout) {
    let frames = report.captures.reduce(0) { $0 + $1.frames }
    let drops = report.captures.reduce(0) { $0 + $1.drops }
    let visibility = report.diagnosis.visibility
    layout.paragraph(
      "Read \(Headline.counted(frames, "frame")), \(Headline.counted(visibility.sessions, "session")),"
        + " \(Headline.grouped(visibility.missingBytes)) bytes missing,"
        + " \(Headline.grouped(drops)) frames dropped.")
    for warning in report.captures.flatMap(\.warnings) {
      layout.paragraph("Warning: " + terminalText(warning))
    }
    for book in report.books { write(book, to: &layout) }
  }

  private func write(_ book: Book, to layout: inout TextLayout) {
    layout.heading("Books of \(terminalText(book.capture))")
    for line in book.lines {
      layout.row(
        line.name, line.text + (line.balances ? "" : "  DOES NOT BALANCE"), labelWidth: 14)
    }
  }
}
