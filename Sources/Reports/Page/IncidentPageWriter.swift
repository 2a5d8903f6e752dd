import Bytes
import Diagnosis
import Packets

/// Makes the page of one incident.
struct IncidentPageWriter {
  let story: IncidentStory
  let incident: Incident
  private let place: Int
  private let writer: PageWriter

  /// Clients that the table lists, those that were refused most.
  private static let clientLimit = 40

  init(_ story: IncidentStory, place: Int, of writer: PageWriter) {
    self.story = story
    incident = story.incident
    self.place = place
    self.writer = writer
  }

  private var pointer: String { "/incidents/\(place)" }
  private func words(_ sentence: Sentence) -> String { writer.words(sentence) }

  var page: IncidentPage {
    let pictures = PictureWords(
      incident, until: writer.report.captures.compactMap(\.end).max(), language: writer.language)
    let tallies = showsClients ? incident.course.tallies : []
    let more = tallies.count - Self.clientLimit
    return IncidentPage(
      anchor: "incident-\(incident.id)",
      title: words(title),
      sentence: place > 0 ? words(story.sentence) : nil, figures: figures, facts: facts,
      load: pictures.load, latency: pictures.latency,
      clients: clients(tallies), hasClients: !tallies.isEmpty,
      showsHeld: tallies.contains { $0.heldAtFirstRefusal > 0 },
      moreClients: more > 0 ? words("and \(more.counted(.client)) more") : nil,
      rivals: story.rivals.map { row($0.cause.sentence, $0.text) },
      hasRivals: !story.rivals.isEmpty, records: story.records.map(words),
      hasRecords: !story.records.isEmpty, plan: story.plan.flatMap(plan), evidence: evidence,
      retries: story.retries.map(words), hasRetries: !story.retries.isEmpty,
      reach: story.reach.map(words), hasReach: !story.reach.isEmpty,
      question: story.question.map(words))
  }

  /// The verdict with its cause; of several incidents also whose it is.
  private var title: Sentence {
    let cause: Sentence = "\(incident.verdict.sentence): \(incident.cause.sentence)"
    guard writer.story.incidents.count > 1 else { return cause }
    let whose = incident.account.map { terminalText(WireText($0)) } ?? "\(incident.server)"
    return "\(cause), \(whose)"
  }

  private func row(_ label: Sentence, _ text: Sentence) -> Page.Row {
    Page.Row(label: words(label), text: words(text))
  }

  /// The facts; of the first incident without those that the head of the page has told.
  private var facts: [Page.Row] {
    story.facts.filter { place > 0 || !PageWriter.summarized.contains($0.label.key) }
      .map { row($0.label, $0.text) }
  }

  private var figures: [IncidentPage.Figure] {
    var figures: [IncidentPage.Figure] = []
    func add(_ label: Sentence, _ value: Int?, _ name: String) {
      guard let value else { return }
      figures.append(
        IncidentPage.Figure(
          label: words(label), value: "\(value)", shown: value.grouped,
          pointer: "\(pointer)/\(name)"))
    }
    if let limit = incident.limit {
      if let value = limit.value {
        add("Limit", value, "limit/value")
      } else {
        add("Limit, at least", limit.atLeast, "limit/atLeast")
        add("Limit, at most", limit.atMost, "limit/atMost")
      }
    }
    add("Attempts", incident.attempts, "attempts")
    add("Accepted", incident.successes, "successes")
    add("Refused", incident.failures, "failures")
    add("Most at one time", incident.peakLoad, "peakLoad")
    add("Most wanted at one time", incident.peakDemand, "peakDemand")
    figures.append(
      IncidentPage.Figure(
        label: words("Confidence"), value: "\(hundredths(incident.confidence))",
        shown: words("\(Int((incident.confidence * 100).rounded())) %"),
        pointer: "\(pointer)/confidence"))
    return figures
  }

  /// Where the course holds all that was counted, and something was refused.
  private var showsClients: Bool {
    let refused = incident.course.attempts.count(where: \.wasRefused)
    return refused > 0 && refused == incident.failures
  }

  private func clients(_ tallies: [Course.Tally]) -> [IncidentPage.Client] {
    let most = max(1, tallies.map(\.refused).max() ?? 1)
    return tallies.prefix(Self.clientLimit).enumerated().map { place, tally in
      let name = incident.workstations[tally.client].map { terminalText($0, limit: 64) }
      return IncidentPage.Client(
        name: name ?? tally.client.description,
        note: incident.mailSenders.contains(tally.client)
          ? words(
            name == nil ? "sends mail as well" : "\(tally.client.description), sends mail as well")
          : name.map { _ in tally.client.description },
        accepted: tally.accepted, refused: tally.refused, held: tally.heldAtFirstRefusal,
        share: tally.refused * 100 / most, pointer: "\(pointer)/byClient/\(place)")
    }
  }

  private func plan(_ plan: PlanStory) -> IncidentPage.Plan? {
    guard !plan.steps.isEmpty else { return nil }
    return IncidentPage.Plan(
      version: words(plan.version),
      steps: plan.steps.enumerated().map { place, step in
        IncidentPage.Step(
          number: place + 1, title: words(step.title),
          items: step.items.map { item in
            switch item {
            case .text(let text):
              IncidentPage.Item(text: words(text), commands: [], hasCommands: false)
            case .commands(let lines):
              IncidentPage.Item(
                text: nil, commands: lines.map { words($0.words) }, hasCommands: true)
            }
          })
      }, notNeeded: plan.notNeeded.map(words), hasNotNeeded: !plan.notNeeded.isEmpty)
  }

  private var evidence: IncidentPage.Evidence? {
    guard let evidence = story.evidence else { return nil }
    let digits = writer.report.captures.map(\.digits).max() ?? 6
    let rows = zip(evidence.rows, incident.evidence).enumerated().map { number, pair in
      let (row, item) = pair
      var page = IncidentPage.EvidenceRow(
        capture: row.capture + 1, frame: row.frame, stamp: rfc3339(item.stamp.time, digits: digits),
        time: row.time, client: row.client, filter: row.filter,
        pointer: "\(pointer)/evidence/\(number)")
      switch row.text {
      case .wire(let text): page.wire = terminalText(text)
      case .own(let text): page.own = words(text)
      }
      return page
    }
    let isCut = evidence.rows.count < evidence.total
    return IncidentPage.Evidence(
      note: isCut
        ? words("\(evidence.rows.count) of \(grouped: evidence.total), --all lists them") : nil,
      showsCapture: writer.report.captures.count > 1, rows: rows,
      filters: evidence.filters.map {
        Page.Row(label: $0.capture.map { terminalText($0) } ?? "", text: $0.text)
      })
  }
}
