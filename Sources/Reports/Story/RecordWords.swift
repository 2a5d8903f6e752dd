import Bytes
import Diagnosis

/// What the server's own records say to an incident.
struct RecordWords {
  var confirmations: [Confirmation]

  var sentences: [Sentence] {
    var sentences = confirmations.map(sentence)
    var told: Set<String> = []
    for item in confirmations {
      guard let clock = item.clock, told.insert(item.file).inserted else { continue }
      sentences.append(sentence(clock, of: item.file))
    }
    return sentences
  }

  private func sentence(_ item: Confirmation) -> Sentence {
    "\(item.origin) (\(terminalText(item.file)):\(item.line)): \(item.statement), which"
      + " \(words(for: item.effect))"
  }

  private func words(for effect: Confirmation.Effect) -> Sentence {
    switch effect {
    case .confirms: "confirms the finding"
    case .refutes: "speaks against what the capture suggests"
    case .corrects: "corrects what the capture suggests"
    case .undecided: "decides nothing"
    }
  }

  private func sentence(_ clock: ClockOffset, of file: String) -> Sentence {
    let size = Interval(nanoseconds: Int64(clamping: clock.ahead.nanoseconds.magnitude))
    let direction: Sentence = clock.ahead < .zero ? "behind" : "ahead of"
    let spread = Int(clock.spread.nanoseconds / 1_000_000)
    let from: Sentence =
      clock.basis == .sharedConnections
      ? "events of shared connections" : "events that fall on refusals"
    let zone: Sentence =
      clock.zoneMinutes.map { " (\($0) minutes of it as a time zone)" } ?? ""
    return "clock of \(terminalText(file)) is \(seconds(size, digits: 3)) s \(direction) the"
      + " capture's\(zone), +-\(spread) ms, from \(clock.matches) \(from)"
  }
}
