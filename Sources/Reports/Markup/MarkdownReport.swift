import Mustache

/// Writes reports as Markdown (CommonMark with GitHub's tables), for tickets.
package struct MarkdownReport {
  /// Pieces of evidence shown for an incident; nil shows all.
  package var evidenceShown: Int?
  package var language: Language

  package init(evidenceShown: Int? = 25, language: Language = .english) {
    self.evidenceShown = evidenceShown
    self.language = language
  }

  package func text(_ report: Report) throws -> String {
    let writer = PageWriter(report, evidenceShown: evidenceShown, language: language)
    return try MarkupTemplate.markdown.get().render(writer.page(style: ""))
  }
}
