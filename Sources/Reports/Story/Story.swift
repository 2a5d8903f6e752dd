import Bytes
package import Diagnosis
import Packets

/// What a report tells, sentence by sentence: text, HTML and Markdown write the same story.
package struct Story: Sendable {
  /// Lines under a heading.
  package struct Section: Sendable {
    package var title: Sentence
    package var lines: [Sentence]
    /// Whether each line is a point of a list.
    package var isList: Bool
  }

  /// The captures' paths, as given.
  package var captures: [String]
  /// The verdict behind them.
  package var word: Sentence
  /// What to say when nothing is wrong, or nothing can be seen; nil where incidents speak.
  package var quiet: Sentence?
  package var incidents: [IncidentStory]
  /// What is said of incidents beyond the limit of their number.
  package var dropped: Sentence?
  /// How close accounts came to their limits, and what other agents would need.
  package var demand: [Section]
  /// How several captures were made one case; nil for a single one.
  package var captureCase: Section?
  package var closing: Sentence
  package var warnings: [Sentence]
  package var books: [Book]

  package init(_ report: Report, evidenceShown: Int?) {
    let diagnosis = report.diagnosis
    captures = report.captures.map(\.path)
    word = Headline.word(for: diagnosis)
    quiet = diagnosis.incidents.isEmpty ? Self.quietSentence(diagnosis) : nil
    incidents = diagnosis.incidents.enumerated().map { place, incident in
      IncidentStory(incident, place: place, in: report, evidenceShown: evidenceShown)
    }
    dropped =
      diagnosis.incidentsDropped > 0
      ? "\(grouped: diagnosis.incidentsDropped) more incidents, less grave than these, are counted"
        + " only: read one server or account at a time (-f 'host ADDRESS')." : nil
    demand = DemandWords(diagnosis: diagnosis).sections
    captureCase = CaseWords(report: report).section
    let frames = report.captures.reduce(0) { $0 + $1.frames }
    let drops = report.captures.reduce(0) { $0 + $1.drops }
    let visibility = diagnosis.visibility
    closing =
      "Read \(frames.counted(.frame)), \(visibility.sessions.counted(.session)),"
      + " \(grouped: visibility.missingBytes) bytes missing, \(grouped: drops) frames dropped."
    if let file = report.evidenceFile { closing += file.sentence }
    warnings = report.captures.flatMap(\.warnings).map { "Warning: \($0)" }
    books = report.books
  }

  private static func quietSentence(_ diagnosis: Diagnosis) -> Sentence {
    let visibility = diagnosis.visibility
    if visibility.sessions == 0 {
      return "No IMAP or SMTP connection is in this capture. Capture on the agent's PC or on a span"
        + " port of the mail server while an agent signs in (ports 143, 993, 25, 587)."
    }
    if diagnosis.verdict == .inconclusive, !visibility.showsAnswers {
      return
        "Only one direction of the mail traffic was captured: what the other side said is not in"
        + " it. Capture both directions (on a span port, 'both' or 'rx and tx')."
    }
    if diagnosis.verdict == .inconclusive {
      return "All \(visibility.sessions.counted(.session)) are encrypted from the start:"
        + " sign-ins are not visible. The server's protocol log would decide."
    }
    let accepted = (visibility.authentications - visibility.failures).counted(.signIn)
    let sessions = visibility.sessions.counted(.session)
    let clients = visibility.clients.counted(.client)
    let sentence: Sentence =
      visibility.failures > 0
      ? "Nothing is refused: \(sessions) of \(clients) with \(accepted) accepted,"
        + " \(visibility.failures) refused and not repeated."
      : "Nothing is refused: \(sessions) of \(clients) with \(accepted) accepted."
    guard let closest = diagnosis.headroom.first else { return sentence }
    let open: Sentence =
      "\(sentence) Account \(terminalText(WireText(closest.account))) had at most"
      + " \(closest.peak.counted(.connection)) open at one time on \(closest.server.address)"
    return closest.basis == .shipped
      ? "\(open) (\(Sentence(setting: closest.setting)) is \(closest.limit) as it ships)."
      : "\(open) (the limit is \(closest.limit))."
  }
}
