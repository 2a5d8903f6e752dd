/// A whole ladder for what is no terminal: groups of as many agents as fit, one below the other.
package struct LadderPrint {
  /// Columns where nobody says how many there are.
  package static let defaultWidth = 80

  private let drawing: LadderDrawing
  private static let chunk = 1 << 16

  package init(_ ladder: SignInLadder, width: Int = LadderPrint.defaultWidth) {
    drawing = LadderDrawing(ladder, width: width)
  }

  /// Writes everything, some lines at a time.
  package func write<E: Error>(_ output: (String) throws(E) -> Void) throws(E) {
    let ladder = drawing.ladder
    var text = ladder.heading.lines(width: drawing.layout.width).map { $0 + "\n" }.joined()
    let count = ladder.agents.count
    for first in stride(from: 0, to: count, by: drawing.layout.capacity) {
      let agents = first..<min(first + drawing.layout.capacity, count)
      text += "\n"
      if count > drawing.layout.capacity {
        let numbers =
          agents.count == 1 ? "Agent \(first + 1)" : "Agents \(first + 1) to \(agents.upperBound)"
        text += "\(numbers) of \(count)\n\n"
      }
      for line in drawing.names(of: agents) { text += line.text + "\n" }
      for event in ladder.events where agents.contains(event.agent) {
        text += drawing.line(event, agents: agents).text + "\n"
        guard text.utf8.count >= Self.chunk else { continue }
        try output(text)
        text = ""
      }
    }
    try output(text)
  }

  package var text: String {
    var text = ""
    write { text += $0 }
    return text
  }
}
