package import Diagnosis

/// The plan for a cause and a server, without a capture.
package enum ChecklistReport {
  package static func text(
    _ plan: RemedyPlan, cause: Cause, language: Language = .english
  ) -> String {
    var layout = TextLayout(language: language)
    let story = PlanStory(plan, cause: cause, isWhole: true)
    layout.paragraph("Checklist: \(cause.sentence) on \(story.version)")
    PlanText(plan: story).write(to: &layout)
    return layout.text
  }

  package static func json(_ plan: RemedyPlan, cause: Cause) throws -> String {
    try JSONText.encode(
      Document(
        cause: cause.rawValue, serverVersion: plan.version.rawValue,
        remedies: plan.remedies.map(JSONReport.remedy),
        notNeeded: plan.notNeeded.map { ReportDocument.NotNeeded($0) },
        nextLimit: OrNull(plan.nextLimit?.description)), pretty: true) + "\n"
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
