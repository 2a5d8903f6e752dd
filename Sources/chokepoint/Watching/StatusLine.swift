import Diagnosis
import Pipeline
import Sensor

/// The line at the bottom of a terminal that tells how a sensor does.
struct StatusLine {
  private let isWanted = Terminal.errorIsTerminal
  private var isShown = false

  mutating func show(_ status: LivePipeline.Status, book: IncidentBook, headroom: [Headroom]) {
    guard isWanted else { return }
    let loads = headroom.prefix(3).map { "\($0.account) \($0.peak)/\($0.limit)" }
      .joined(separator: " ")
    Terminal.progress(
      "\(status.frames) frames  \(status.connections) connections  \(book.open.count) incidents  "
        + "\(status.drops) lost  \(loads)")
    isShown = true
  }

  mutating func clear() {
    if isShown { Terminal.progress("") }
    isShown = false
  }
}
