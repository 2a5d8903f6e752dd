import Diagnosis

/// A plan as numbered rows.
struct PlanText {
  var plan: PlanStory

  private static let indent = 15
  private static let commandMargin = String(repeating: " ", count: indent + 2)

  func write(to layout: inout TextLayout) {
    guard !plan.steps.isEmpty else { return }
    layout.heading("What to do", note: plan.version)
    for (place, step) in plan.steps.enumerated() {
      write(step.items, label: "\(place + 1) \(step.title)", to: &layout)
    }
    write(plan.notNeeded.map { .text($0) }, label: "Not needed", to: &layout)
  }

  /// The first text stands behind the label, everything else below it.
  private func write(
    _ items: [PlanStory.Item], label: Sentence, to layout: inout TextLayout
  ) {
    for (place, item) in items.enumerated() {
      switch item {
      case .text(let text) where place == 0: layout.row(label, text)
      case .text(let text): layout.paragraph(text, indent: Self.indent)
      case .commands(let lines):
        for line in lines { layout.verbatim(Self.commandMargin + layout.words(line.words)) }
      }
    }
  }
}
