import Bytes
import Diagnosis
import Packets

/// One incident's part of the text report.
struct IncidentText {
  var story: IncidentStory

  func write(to layout: inout TextLayout) {
    layout.blank()
    for fact in story.facts { layout.row(fact.label, fact.text) }
    chart(in: &layout)
    rivals(in: &layout)
    list(story.records, under: "Other evidence", in: &layout)
    if let plan = story.plan { PlanText(plan: plan).write(to: &layout) }
    evidence(in: &layout)
    if !story.retries.isEmpty {
      layout.blank()
      layout.row("Retries", story.retries.joined(separator: " "), labelWidth: 11)
    }
    list(story.reach, under: "This capture cannot show", in: &layout)
    if let question = story.question { layout.paragraph(question, indent: 2) }
  }

  private func list(
    _ lines: [Sentence], under title: Sentence, in layout: inout TextLayout
  ) {
    guard !lines.isEmpty else { return }
    layout.heading(title)
    for line in lines { layout.paragraph("- \(line)", indent: 2) }
  }

  private func chart(in layout: inout TextLayout) {
    let incident = story.incident
    let limit = incident.limit?.value
    let chart = LoadChart(
      timeline: incident.timeline, refusals: incident.evidence.map(\.stamp.time),
      limit: limit, event: incident.failures > 0 ? "refused" : "affected", words: layout.words)
    let lines = chart.lines
    guard !lines.isEmpty else { return }
    layout.blank()
    layout.paragraph("Connections open", indent: 2)
    for line in lines { layout.verbatim(line) }
  }

  private func rivals(in layout: inout TextLayout) {
    guard !story.rivals.isEmpty else { return }
    layout.heading("Why not something else")
    for other in story.rivals { layout.row(other.cause.sentence, other.text, labelWidth: 30) }
  }

  private func evidence(in layout: inout TextLayout) {
    guard let evidence = story.evidence else { return }
    layout.heading(
      "Evidence",
      note: evidence.rows.count < evidence.total
        ? "(\(evidence.rows.count) of \(grouped: evidence.total), --all lists them)" : "")
    layout.verbatim(
      "  " + layout.words("frame").rightAligned(8) + layout.words("time").rightAligned(14) + "  "
        + layout.words("client").leftAligned(18) + layout.words("server says"))
    for row in evidence.rows {
      let text =
        switch row.text {
        case .wire(let words): terminalText(words)
        case .own(let words): layout.words(words)
        }
      layout.verbatim(
        "  " + "\(row.frame)".rightAligned(8) + row.time.rightAligned(14) + "  "
          + row.client.cut(to: 17).leftAligned(18) + text.cut(to: 36))
    }
    for filter in evidence.filters {
      let name = filter.capture.map { " (\(terminalText($0)))" } ?? ""
      layout.verbatim("  Wireshark\(name): \(filter.text)")
    }
  }
}
