import Bytes
import Diagnosis
import Sessions

/// How several captures were made one case, in sentences.
struct CaseWords {
  var report: Report

  /// Nil for a single capture.
  var section: Story.Section? {
    guard !report.alignments.isEmpty else { return nil }
    var lines = report.alignments.enumerated().map { sentence($1, capture: $0) }
    if report.continuedSessions > 0 {
      lines.append(
        "\(report.continuedSessions.counted(.session)) went on from one file to the next.")
    }
    return Story.Section(title: "Captures as one case", lines: lines, isList: true)
  }

  private func sentence(_ alignment: CaptureMerge.Alignment, capture: Int) -> Sentence {
    let name = terminalText(report.captures[capture].path)
    switch alignment {
    case .reference: return "\(name): all times are by its clock"
    case .apart:
      return "\(name): shares no connection with the others; its clock is taken as it is"
    case .fitted(let fit):
      let amount = seconds(Interval(nanoseconds: abs(fit.offset.nanoseconds)), digits: 6)
      let ahead: Sentence = fit.offset.nanoseconds >= 0 ? "ahead" : "behind"
      let gains: Sentence = fit.drift >= 0 ? "gains" : "loses"
      return "\(name): its clock is \(amount) s \(ahead), give or take"
        + " \(seconds(fit.uncertainty, digits: 6)) s, and \(gains) \(Int(abs(fit.drift).rounded()))"
        + " parts per million (from \(fit.connections.counted(.sharedConnection)), each counted"
        + " once)"
    }
  }
}
