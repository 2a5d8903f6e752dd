import Bytes
import Sessions

/// How several captures were made one case, in sentences.
struct CaseText {
  var report: Report

  func write(to layout: inout TextLayout) {
    guard !report.alignments.isEmpty else { return }
    layout.heading("Captures as one case")
    for (index, alignment) in report.alignments.enumerated() {
      layout.paragraph("- " + sentence(alignment, capture: index), indent: 2)
    }
    if report.continuedSessions > 0 {
      layout.paragraph(
        "\(Headline.counted(report.continuedSessions, "session")) went on from one file to the next.",
        indent: 2)
    }
  }

  private func sentence(_ alignment: CaptureMerge.Alignment, capture: Int) -> String {
    let name = terminalText(report.captures[capture].path)
    switch alignment {
    case .reference: return "\(name): all times are by its clock"
    case .apart:
      return "\(name): shares no connection with the others; its clock is taken as it is"
    case .fitted(let fit):
      let isAhead = fit.offset.nanoseconds >= 0
      let amount = seconds(Interval(nanoseconds: abs(fit.offset.nanoseconds)), digits: 6)
      return "\(name): its clock is \(amount) s \(isAhead ? "ahead" : "behind"),"
        + " give or take \(seconds(fit.uncertainty, digits: 6)) s, and"
        + " \(fit.drift >= 0 ? "gains" : "loses") \(Int(abs(fit.drift).rounded())) parts per million"
        + " (from \(Headline.counted(fit.connections, "shared connection")), each counted once)"
    }
  }
}
