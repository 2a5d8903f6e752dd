import Bytes
import Diagnosis
import Packets
import Sessions

/// Writes a comparison as plain text of 80 columns: the answer first, then what it rests on.
package struct ComparisonText {
  private static let labelWidth = 22
  private static let columnWidth = 29

  package var language: Language

  package init(language: Language = .english) { self.language = language }

  /// The whole report, with a line break at its end.
  package func text(_ report: ComparisonReport) -> String {
    let comparison = report.comparison
    let words = ComparisonWords(comparison: comparison)
    var layout = TextLayout(language: language)
    let names = [report.before, report.after].map { terminalText($0.path) }
    layout.paragraph("\(names[0]), \(names[1]): \(words.word)")
    layout.blank()
    layout.paragraph(words.sentence)
    if let step = words.nextStep { layout.paragraph("Next: \(step)") }
    table(comparison, in: &layout)
    compared(comparison, in: &layout)
    evidence(report, in: &layout)
    layout.blank()
    for facts in [report.before, report.after] {
      layout.paragraph(
        "Read \(facts.frames.counted(.frame)) of \(terminalText(facts.path)),"
          + " \(grouped: facts.drops) dropped.")
      for warning in facts.warnings { layout.paragraph("Warning: \(warning)") }
    }
    return layout.text
  }

  private func table(_ comparison: Comparison, in layout: inout TextLayout) {
    let sides = [comparison.before, comparison.after]
    guard sides.contains(where: { $0 != nil }) else { return }
    layout.blank()
    row("", ["before", "after"], in: &layout)
    func add(_ label: Sentence, _ figure: (Measurement) -> Sentence) {
      row(label, sides.map { $0.map(figure) ?? "-" }, in: &layout)
    }
    add("Limit met") { $0.limit.map(Self.limit) ?? "none" }
    add("Places refused") {
      "\(grouped: $0.refusedPlaces) of \(grouped: $0.places)"
    }
    add("  share (95 %)") { Self.share($0.placeRate) }
    add("Attempts refused") {
      "\(grouped: $0.refusals) of \(grouped: $0.attempts)"
    }
    add("  share (95 %)") { Self.share($0.attemptRate) }
    add("Peak load") { "\(grouped: $0.peakLoad)" }
    add("Peak demand") { "\(grouped: $0.peakDemand)" }
    add("Latency, median") { Self.time($0.latency?.median) }
    add("Latency, 95 in 100") { Self.time($0.latency?.percentile95) }
    add("Clients") { "\(grouped: $0.clients)" }
    if let difference = comparison.difference {
      layout.row(
        "Change",
        "\(Self.points(difference.value)) points of places refused"
          + " (95 %: \(Self.points(difference.low)) to \(Self.points(difference.high)))",
        labelWidth: Self.labelWidth)
    }
  }

  private func row(_ label: Sentence, _ columns: [Sentence], in layout: inout TextLayout) {
    let line =
      ("  " + layout.words(label)).leftAligned(Self.labelWidth)
      + layout.words(columns[0]).leftAligned(Self.columnWidth) + layout.words(columns[1])
    layout.verbatim(line)
  }

  private func compared(_ comparison: Comparison, in layout: inout TextLayout) {
    guard let subject = comparison.subject else { return }
    layout.blank()
    let place: Sentence =
      "\(subject.mailProtocol.rawValue.uppercased()) at \(subject.server.address)"
    let account: Sentence =
      subject.account.map { "account \(terminalText(WireText($0)))" } ?? "all accounts"
    let what = [place, account] + [subject.cause?.sentence].compactMap(\.self)
    layout.row(
      "Compared",
      "\(what.joined(separator: ", ")). A client's tries for one place count once there; latency is"
        + " that of accepted requests.")
    for remark in comparison.remarks { layout.paragraph("- \(remark.sentence)", indent: 2) }
  }

  private func evidence(_ report: ComparisonReport, in layout: inout TextLayout) {
    guard !report.comparison.exhibits.isEmpty else { return }
    layout.heading("Evidence")
    for exhibit in report.comparison.exhibits {
      let facts = report.facts(of: exhibit.half)
      let item = exhibit.evidence
      let words =
        switch item.text {
        case .wire(let text): Sentence(verbatim: terminalText(text, limit: 200))
        case .own(let text): text
        }
      let time = seconds(item.stamp.time.since(facts.origin ?? item.stamp.time), digits: 6)
      layout.row(
        exhibit.half.sentence,
        exhibit.wasRefused
          ? "frame \(item.stamp.frame), \(time) s, \(item.client.address): refused with"
            + " \(exhibit.load.counted(.connection)) open: \(words)"
          : "frame \(item.stamp.frame), \(time) s, \(item.client.address): accepted with"
            + " \(exhibit.load.counted(.connection)) open: \(words)", labelWidth: 11)
      layout.verbatim(
        "           Wireshark (\(terminalText(facts.path))): frame.number == \(item.stamp.frame)")
    }
  }

  // MARK: Figures

  private static func limit(_ limit: LimitFinding) -> Sentence {
    if let value = limit.value { return "\(value)" }
    return switch (limit.atLeast, limit.atMost) {
    case (let low?, let high?): "\(low) to \(high)"
    case (let low?, nil): "at least \(low)"
    case (nil, let high?): "at most \(high)"
    case (nil, nil): "not to be seen"
    }
  }

  private static func share(_ rate: ProportionEstimate?) -> Sentence {
    guard let rate else { return "-" }
    return "\(percent(rate.value)) (\(percent(rate.low)) to \(percent(rate.high))) %"
  }

  private static func time(_ quantile: QuantileEstimate?) -> Sentence {
    guard let quantile else { return "-" }
    return "\(milliseconds(quantile.value)) (\(quantile.low.map(milliseconds) ?? "?") to"
      + " \(quantile.high.map(milliseconds) ?? "?")) ms"
  }

  private static func milliseconds(_ interval: Interval) -> String {
    seconds(Interval(nanoseconds: interval.nanoseconds.multipliedSaturated(by: 1_000)), digits: 1)
  }

  private static func percent(_ share: Double) -> String { oneDecimal(share * 100) }

  private static func points(_ share: Double) -> String {
    (share > 0 ? "+" : "") + oneDecimal(share * 100)
  }

  private static func oneDecimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return (tenths < 0 ? "-" : "") + "\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
  }
}
