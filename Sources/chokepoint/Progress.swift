/// A line on a terminal's standard error that tells how far long work has come.
struct Progress {
  private static let patience = Duration.seconds(1)

  private let path: String
  private let isWanted = Terminal.errorIsTerminal
  private let start = ContinuousClock.now
  private var isShown = false

  init(path: String) { self.path = path }

  mutating func update(frames: Int) {
    guard isWanted, ContinuousClock.now - start > Self.patience else { return }
    Terminal.progress("\(path): \(frames) frames")
    isShown = true
  }

  func finish() {
    if isShown { Terminal.progress("") }
  }
}
