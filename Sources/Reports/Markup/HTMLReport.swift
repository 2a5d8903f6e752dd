import Mustache

/// Writes reports as one HTML file that needs no network and no script.
package struct HTMLReport {
  /// Pieces of evidence shown for an incident; nil shows all.
  package var evidenceShown: Int?
  package var language: Language

  package init(evidenceShown: Int? = 25, language: Language = .english) {
    self.evidenceShown = evidenceShown
    self.language = language
  }

  package func text(_ report: Report) throws -> String {
    let writer = PageWriter(report, evidenceShown: evidenceShown, language: language)
    return try MarkupTemplate.html.get().render(writer.page(style: MarkupTemplate.style))
  }
}
