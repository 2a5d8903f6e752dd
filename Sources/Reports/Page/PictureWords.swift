import Bytes
import Diagnosis
import Packets

/// The pictures of an incident with their words.
struct PictureWords {
  private let incident: Incident
  private let language: Language
  private let picture: LoadPicture?
  private let times: LatencyPicture?

  init(_ incident: Incident, until end: Timestamp?, language: Language) {
    self.incident = incident
    self.language = language
    picture = LoadPicture(incident, until: end)
    times = LatencyPicture(incident.course, axis: picture?.axis)
  }

  private func words(_ sentence: Sentence) -> String { terminalText(language.text(sentence)) }

  var load: LoadPage? {
    guard let picture else { return nil }
    let attempts = incident.course.attempts
    let refused = attempts.count(where: \.wasRefused)
    let layout = picture.layout
    let hidden: Sentence =
      picture.hiddenClients > 0
      ? "\(picture.hiddenClients.counted(.client)) have no lane for want of room." : ""
    let scale: Sentence =
      "Time runs from \(picture.axis.start); below the line each client's own connections, crosses"
      + " where it was refused. \(hidden)"
    return LoadPage(
      text: words(description(refused: refused)), caption: words(scale),
      height: coordinate(layout.height), axisY: coordinate(layout.axis),
      axisTextY: coordinate(layout.axis + 14), ticks: ticks(of: picture.axis),
      levels: picture.levels.map { LoadPage.Mark(y: $0.y, label: $0.label) }, area: picture.area,
      line: picture.line,
      rule: picture.rule.map { LoadPage.Mark(y: $0.y, label: words("limit \($0.value)")) },
      acceptedY: coordinate(layout.accepted),
      acceptedLabel: words("accepted \(grouped: attempts.count - refused)"),
      accepted: picture.accepted, refusedY: coordinate(layout.refused),
      refusedLabel: words("refused \(grouped: refused)"), refused: picture.refused,
      lanes: picture.lanes.map { lane in
        LoadPage.Lane(
          client: name(of: lane.client), labelY: lane.labelY, ground: lane.ground, area: lane.area,
          refusals: lane.refusals)
      })
  }

  private func ticks(of axis: TimeAxis) -> [LoadPage.Tick] {
    axis.ticks.map { LoadPage.Tick(x: $0.x, label: words($0.label)) }
  }

  private func name(of client: IPAddress) -> String {
    (incident.workstations[client].map { terminalText($0, limit: 40) } ?? client.description)
      .cut(to: 20)
  }

  /// What the picture shows, for those who do not see it.
  private func description(refused: Int) -> Sentence {
    let peak: Sentence =
      incident.peakLoad.map { "At one time at most \($0.counted(.connection)) open." } ?? ""
    guard refused > 0, let first = incident.course.firstRefusal else { return peak }
    return "\(peak) \(grouped: refused) attempts were refused, the first at \(first)."
  }

  /// Causes whose attempts end in nothing: how long that took is no answer's time.
  private static let silent: Set<Cause> = [.unreachable, .noGreeting]

  var latency: LatencyPage? {
    guard let times, !Self.silent.contains(incident.cause) else { return nil }
    let sorted = incident.course.attempts.compactMap(\.latency).sorted()
    let refused = incident.course.attempts.filter(\.wasRefused).compactMap(\.latency).sorted()
    let median = briefly(sorted[sorted.count / 2])
    let text: Sentence =
      refused.isEmpty || refused.count == sorted.count
      ? "Half of the answers came within \(median). Dots were accepted, crosses refused; each line"
        + " is ten times the one below it."
      : "Half of the answers came within \(median), half of the refusals within"
        + " \(briefly(refused[refused.count / 2])). Dots were accepted, crosses refused; each line"
        + " is ten times the one below it."
    return LatencyPage(
      text: words(text), ticks: ticks(of: times.axis),
      levels: times.levels.map { LoadPage.Mark(y: $0.y, label: words($0.label)) },
      accepted: times.accepted, refused: times.refused)
  }
}
