import Packets

/// Draws the lines of a ladder: the agents' lines, the server's at the right, and arrows between.
///
/// The words stand where the last agent's line is left behind, below each other whoever speaks. A
/// refusal ends in `x`, what is missing in `?`, everything else in an arrow's head, so that nothing rests on colour.
struct LadderDrawing {
  let ladder: SignInLadder
  let layout: LadderLayout

  init(_ ladder: SignInLadder, width: Int) {
    self.ladder = ladder
    layout = LadderLayout(ladder, width: width)
  }

  /// The names of the agents in some columns, and the addresses of those with names of their own.
  func names(of agents: Range<Int>) -> [LadderLine] {
    var first = LadderCanvas(width: layout.width)
    var second = LadderCanvas(width: layout.width)
    first.put("frame", at: layout.frameEnd - 5, before: layout.frameEnd, .faint)
    first.put("time", at: layout.timeEnd - 4, before: layout.timeEnd, .faint)
    first.put("open", at: layout.openEnd - 4, before: layout.openEnd, .faint)
    for (place, number) in agents.enumerated() {
      let agent = ladder.agents[number]
      let end = layout.agent(place) + layout.pitch - 1
      first.put(agent.name, at: layout.agent(place), before: end, .strong)
      guard agent.workstation != nil else { continue }
      second.put("\(agent.address)", at: layout.agent(place), before: end, .faint)
    }
    let server = ladder.heading.server.cut(
      to: layout.width - layout.agent(max(0, agents.count - 1)) - layout.pitch)
    first.put(server, at: layout.width - server.columns, before: layout.width, .strong)
    return second.line.text.isEmpty ? [first.line] : [first.line, second.line]
  }

  /// A rung, with the lines of the agents in some columns.
  func line(_ event: LadderEvent, agents: Range<Int>, isFound: Bool = false) -> LadderLine {
    var canvas = LadderCanvas(width: layout.width)
    let label = ladder.label(event)
    let (frame, time) = ladder.place(event, digits: layout.digits)
    let figures: LadderLine.Style = isFound ? .marked : .plain
    canvas.put(
      frame.rightAligned(layout.frameEnd), at: 0, before: layout.frameEnd, figures)
    canvas.put(
      time.rightAligned(layout.timeEnd - layout.frameEnd), at: layout.frameEnd,
      before: layout.timeEnd, figures)
    canvas.put(
      "\(event.open)".rightAligned(layout.openEnd - layout.timeEnd), at: layout.timeEnd,
      before: layout.openEnd, figures)
    for place in 0..<agents.count { canvas.put("│", at: layout.agent(place), .faint) }
    canvas.put("│", at: layout.server, .faint)
    draw(label, of: event, agents: agents, on: &canvas)
    return canvas.line
  }

  private func draw(
    _ label: LadderWords.Label, of event: LadderEvent, agents: Range<Int>,
    on canvas: inout LadderCanvas
  ) {
    let style: LadderLine.Style =
      switch label.tone {
      case .plain: .plain
      case .good: .good
      case .bad: .bad
      case .missing: .faint
      }
    let room = layout.agent(max(0, agents.count - 1)) + 1
    // Who is out of sight is named, and the arrow begins where the columns end.
    let isShown = agents.contains(event.agent)
    let start = isShown ? layout.agent(event.agent - agents.lowerBound) + 1 : room
    for column in start..<layout.server { canvas.put("─", at: column, style) }
    for place in 0..<agents.count where layout.agent(place) > start {
      canvas.put("┼", at: layout.agent(place), style)
    }
    if label.isFromServer {
      let heads: [LadderEvent.Tone: Character] = [.bad: "x", .missing: "?"]
      canvas.put(heads[label.tone] ?? "<", at: start, style)
    } else {
      canvas.put(">", at: layout.server - 1, style)
    }
    let name = isShown ? "" : ladder.agents[event.agent].name.cut(to: layout.pitch - 2) + ": "
    let end = layout.server - 2
    let figure = label.figure.isEmpty ? "" : " " + label.figure
    let words = (name + label.words).cut(to: max(1, end - room - 3 - figure.columns))
    canvas.put(" \(words)\(figure) ", at: room + 1, before: end, style)
  }
}
