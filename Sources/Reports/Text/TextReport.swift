import Bytes
import Diagnosis
import Packets

/// Writes reports as plain text of 80 columns: the answer first, then what it rests on.
package struct TextReport {
  /// Pieces of evidence shown for an incident; nil shows all.
  package var evidenceShown: Int?
  package var language: Language

  package init(evidenceShown: Int? = 3, language: Language = .english) {
    self.evidenceShown = evidenceShown
    self.language = language
  }

  /// The whole report, with a line break at its end.
  package func text(_ report: Report) -> String {
    let story = Story(report, evidenceShown: evidenceShown)
    var layout = TextLayout(language: language)
    let names = story.captures.map { terminalText($0) }.joined(separator: ", ")
    layout.paragraph("\(names): \(story.word)")
    if let quiet = story.quiet {
      layout.blank()
      layout.paragraph(quiet)
    }
    for incident in story.incidents {
      layout.blank()
      if let heading = incident.heading { layout.heading(heading) }
      layout.paragraph(incident.sentence)
      IncidentText(story: incident).write(to: &layout)
    }
    if let dropped = story.dropped {
      layout.blank()
      layout.paragraph(dropped)
    }
    for section in story.demand + [story.captureCase].compactMap(\.self) {
      write(section, to: &layout)
    }
    layout.blank()
    layout.paragraph(story.closing)
    for warning in story.warnings { layout.paragraph(warning) }
    for book in story.books { write(book, to: &layout) }
    return layout.text
  }

  private func write(_ section: Story.Section, to layout: inout TextLayout) {
    layout.heading(section.title)
    for line in section.lines {
      layout.paragraph(section.isList ? "- \(line)" : line, indent: 2)
    }
  }

  private func write(_ book: Book, to layout: inout TextLayout) {
    layout.heading("Books of \(terminalText(book.capture))")
    for row in book.rows { layout.row(row.name, row.text, labelWidth: 14) }
  }
}
