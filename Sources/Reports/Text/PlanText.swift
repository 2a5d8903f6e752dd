package import Diagnosis

/// "What to do": what to look at, what to change, what to restart, what is next, how to prove it.
struct PlanText {
  var plan: RemedyPlan
  var cause: Cause
  /// Whether to tell of every step of the document, also of those far from the cause.
  var isWhole = false

  private static let indent = 15
  private static let commandMargin = String(repeating: " ", count: indent + 2)

  func write(to layout: inout TextLayout) {
    guard !plan.remedies.isEmpty else { return }
    layout.heading("What to do", note: plan.version.name)
    var number = 0
    func stage(_ title: String) -> String {
      number += 1
      return "\(number) \(title)"
    }
    let reads = unique(plan.remedies.flatMap(\.read))
    if !reads.isEmpty {
      layout.row(stage("See it"), "look before you change:")
      commands(reads, in: &layout)
    }
    for (place, remedy) in plan.remedies.enumerated() {
      let text = "\(remedy.title): \(remedy.because)"
      if place == 0 {
        layout.row(stage("Change it"), terminalText(text))
      } else {
        layout.paragraph(terminalText(text), indent: Self.indent)
      }
      commands(remedy.commands, in: &layout)
    }
    for (place, restart) in unique(plan.remedies.compactMap(\.restart)).enumerated() {
      if place == 0 {
        layout.row(stage("Restart"), restart)
      } else {
        layout.paragraph(restart, indent: Self.indent)
      }
    }
    if let next = plan.nextLimit { layout.row(stage("Next"), next) }
    proof(stage("Prove it"), hasRead: !reads.isEmpty, in: &layout)
    notNeeded(in: &layout)
  }

  /// How to see that it worked; a comparison of captures speaks of limits only.
  private func proof(_ label: String, hasRead: Bool, in layout: inout TextLayout) {
    let again = hasRead ? "read again what step 1 reads" : ""
    guard cause.verdict == .throttling else {
      return layout.row(label, (hasRead ? again + ", then " : "") + "take a second capture")
    }
    layout.row(label, hasRead ? again + ", then take a second capture:" : "take a second capture:")
    commands(["chokepoint compare before.pcap after.pcap"], in: &layout)
  }

  private func commands(_ lines: [String], in layout: inout TextLayout) {
    for line in lines { layout.verbatim(Self.commandMargin + terminalText(line)) }
  }

  /// The document's steps that do not help, those with one reason together.
  private func notNeeded(in layout: inout TextLayout) {
    // Where the server is no Exchange, the document is not what its administrator goes by.
    let isDocuments = plan.version.family == .exchange
    let told = plan.notNeeded.filter { isWhole || isDocuments && $0.step.isNear(cause) }
    for (place, reason) in unique(told.map(\.because)).enumerated() {
      let text = "\(names(told.filter { $0.because == reason }.map(\.step))): \(reason)"
      if place == 0 {
        layout.row("Not needed", text)
      } else {
        layout.paragraph(text, indent: Self.indent)
      }
    }
  }

  private func names(_ steps: [DocumentStep]) -> String {
    if steps.count == DocumentStep.allCases.count { return "all steps of the document" }
    return steps.count > 7
      ? "the other steps of the document" : steps.map(\.rawValue).joined(separator: ", ")
  }

  private func unique(_ lines: [String]) -> [String] {
    var seen: Set<String> = []
    return lines.filter { seen.insert($0).inserted }
  }
}

/// The plan for a cause and a server, without a capture.
package enum ChecklistReport {
  package static func text(_ plan: RemedyPlan, cause: Cause) -> String {
    var layout = TextLayout()
    layout.paragraph("Checklist: \(cause.rawValue) on \(plan.version.name)")
    PlanText(plan: plan, cause: cause, isWhole: true).write(to: &layout)
    return layout.text
  }

  package static func json(_ plan: RemedyPlan, cause: Cause) throws -> String {
    try JSONText.encode(
      Document(
        cause: cause.rawValue, serverVersion: plan.version.rawValue,
        remedies: plan.remedies.map(JSONReport.remedy),
        notNeeded: plan.notNeeded.map { ReportDocument.NotNeeded($0) },
        nextLimit: OrNull(plan.nextLimit)), pretty: true) + "\n"
  }

  private struct Document: Encodable {
    var schema = "chokepoint.checklist/1"
    var cause: String
    var serverVersion: String
    var remedies: [ReportDocument.Remedy]
    var notNeeded: [ReportDocument.NotNeeded]
    var nextLimit: OrNull<String>
  }
}
