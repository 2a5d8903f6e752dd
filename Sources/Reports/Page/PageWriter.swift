import Bytes
import Diagnosis
import Packets

/// Makes the page of a report in one language.
struct PageWriter {
  let report: Report
  let story: Story
  let language: Language

  /// Incidents with pictures and all; the others are told in a sentence.
  private static let incidentLimit = 20

  init(_ report: Report, evidenceShown: Int?, language: Language) {
    self.report = report
    story = Story(report, evidenceShown: evidenceShown)
    self.language = language
  }

  /// A sentence in the page's language that can do nothing where it is shown.
  func words(_ sentence: Sentence) -> String { terminalText(language.text(sentence)) }

  func page(style: String) -> Page {
    let shown = story.incidents.prefix(Self.incidentLimit)
    let pages = shown.enumerated().map { place, incident in
      IncidentPageWriter(incident, place: place, of: self).page
    }
    let rest = story.incidents.dropFirst(Self.incidentLimit).map { words($0.sentence) }
    let summary = story.incidents.first.map(summary) ?? []
    let hasSeveral = story.incidents.count > 1
    return Page(
      lang: language.rawValue, t: PageLabels.sentences.mapValues(words), style: style,
      title: words("\(names): \(story.word)"), files: story.captures.map { terminalText($0) },
      word: words(story.word), tone: tone,
      lead: words(story.incidents.first?.sentence ?? story.quiet ?? story.word), summary: summary,
      hasSummary: !summary.isEmpty,
      contents: hasSeveral
        ? zip(pages, shown).map {
          Page.Entry(anchor: $0.anchor, title: $0.title, text: words($1.sentence))
        } : [], hasContents: hasSeveral, incidents: pages, more: rest, hasMore: !rest.isEmpty,
      dropped: story.dropped.map(words),
      sections: (story.demand + [story.captureCase].compactMap(\.self)).map {
        Page.Section(title: words($0.title), lines: $0.lines.map(words))
      }, captures: captures, closing: words(story.closing), warnings: story.warnings.map(words),
      books: story.books.map(page),
      footer: words("Made by Chokepoint from the captures above, and from nothing else."))
  }

  private var names: String { story.captures.joined(separator: ", ") }

  private var tone: String {
    switch report.diagnosis.verdict {
    case .healthy: "good"
    case .inconclusive: "open"
    default: "bad"
    }
  }

  /// Facts that the head of the page tells of the first incident.
  static let summarized: Set<String> = [
    "Limit", "Since", "Who", "Refused", "Affected", "Agents see",
  ]

  /// For whom, since when, what to do: what a manager reads.
  private func summary(_ incident: IncidentStory) -> [Page.Row] {
    var rows = incident.facts.filter { Self.summarized.contains($0.label.key) }.map {
      Page.Row(label: words($0.label), text: words($0.text))
    }
    guard let change = incident.incident.remedies.first else { return rows }
    rows.append(
      Page.Row(
        label: words("What to do"), text: words(change.title),
        commands: change.commands.map { words($0.words) },
        hasCommands: !change.commands.isEmpty))
    return rows
  }

  private var captures: [Page.Capture] {
    report.captures.enumerated().map { place, facts in
      Page.Capture(
        path: terminalText(facts.path), linkTypes: facts.linkTypes.joined(separator: ", "),
        frames: facts.frames, framesShown: facts.frames.grouped, bytes: facts.bytes,
        bytesShown: facts.bytes.grouped, drops: facts.drops, dropsShown: facts.drops.grouped,
        start: facts.start.map { words("\($0)") } ?? "–",
        end: facts.end.map { words("\($0)") } ?? "–", sha256: facts.sha256,
        pointer: "/captures/\(place)")
    }
  }

  private func page(_ book: Book) -> Page.BookPage {
    Page.BookPage(
      title: words("Books of \(terminalText(book.capture))"),
      lines: book.rows.map { Page.Row(label: words($0.name), text: words($0.text)) })
  }
}
