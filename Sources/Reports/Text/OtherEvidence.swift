import Bytes
import Diagnosis

/// What the server's own records say to an incident.
struct OtherEvidence {
  var confirmations: [Confirmation]

  func write(to layout: inout TextLayout) {
    guard !confirmations.isEmpty else { return }
    layout.heading("Other evidence")
    for item in confirmations {
      layout.paragraph(
        "- \(item.origin) (\(terminalText(item.file)):\(item.line)):"
          + " \(terminalText(item.statement)), which \(words(for: item.effect))", indent: 2)
    }
    var told: Set<String> = []
    for item in confirmations {
      guard let clock = item.clock, told.insert(item.file).inserted else { continue }
      layout.paragraph("- " + sentence(clock, of: item.file), indent: 2)
    }
  }

  private func words(for effect: Confirmation.Effect) -> String {
    switch effect {
    case .confirms: "confirms the finding"
    case .refutes: "speaks against what the capture suggests"
    case .corrects: "corrects what the capture suggests"
    case .undecided: "decides nothing"
    }
  }

  private func sentence(_ clock: ClockOffset, of file: String) -> String {
    let size = Interval(nanoseconds: Int64(clamping: clock.ahead.nanoseconds.magnitude))
    let direction = clock.ahead < .zero ? "behind" : "ahead of"
    let spread = clock.spread.nanoseconds / 1_000_000
    let from =
      clock.basis == .sharedConnections
      ? "events of shared connections" : "events that fall on refusals"
    let zone = clock.zoneMinutes.map { " (\($0) minutes of it as a time zone)" } ?? ""
    return "clock of \(terminalText(file)) is \(seconds(size, digits: 3)) s \(direction) the"
      + " capture's\(zone), +-\(spread) ms, from \(clock.matches) \(from)"
  }
}
