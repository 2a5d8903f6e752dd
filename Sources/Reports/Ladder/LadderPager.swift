import Bytes
import Diagnosis
import Packets

/// A ladder on a terminal: what is seen of it, and what each key changes.
///
/// A plain value: keys go in, lines come out.
package struct LadderPager {
  private enum Mode: Hashable {
    case reading
    /// What has been typed behind the slash.
    case searching(String)
  }

  private static let longestSearch = 256

  private let ladder: SignInLadder
  private var drawing: LadderDrawing
  private var rows: Int
  private var mode = Mode.reading
  /// The first rung that is seen.
  private var top = 0
  /// The first agent that is seen.
  private var firstAgent = 0
  private var search = ""
  private var found: Int?
  private var note = ""

  package init(_ ladder: SignInLadder, rows: Int, columns: Int) {
    self.ladder = ladder
    self.rows = rows
    drawing = LadderDrawing(ladder, width: columns)
  }

  /// The terminal has another size now.
  package mutating func resize(rows: Int, columns: Int) {
    self.rows = rows
    drawing = LadderDrawing(ladder, width: columns)
    settle()
  }

  /// Does what a key asks for; false where it asks for the end.
  package mutating func press(_ key: LadderKey) -> Bool {
    note = ""
    if key == .interrupt { return false }
    if case .searching(let typed) = mode {
      type(key, behind: typed)
      return true
    }
    switch key {
    case .up, .character("k"): top -= 1
    case .down, .enter, .character("j"): top += 1
    case .pageUp, .character("b"): top -= max(1, bodyRows - 1)
    case .pageDown, .character(" "), .character("f"): top += max(1, bodyRows - 1)
    case .home, .character("g"): top = 0
    case .end, .character("G"): top = ladder.events.count
    case .left, .character("h"): firstAgent -= 1
    case .right, .character("l"): firstAgent += 1
    case .character("/"): mode = .searching("")
    case .character("n"): find(from: (found ?? top - 1) + 1, forwards: true)
    case .character("N"): find(from: (found ?? top) - 1, forwards: false)
    case .character("q"), .character("Q"): return false
    default: break
    }
    settle()
    return true
  }

  private mutating func type(_ key: LadderKey, behind typed: String) {
    switch key {
    case .character(let character) where typed.count < Self.longestSearch:
      mode = .searching(typed + String(character))
    case .backspace: mode = typed.isEmpty ? .reading : .searching(String(typed.dropLast()))
    case .escape: mode = .reading
    case .enter:
      mode = .reading
      // As in less, nothing typed repeats the last search.
      if !typed.isEmpty { search = typed }
      find(from: typed.isEmpty ? (found ?? top - 1) + 1 : top, forwards: true)
      settle()
    default: break
    }
  }

  /// Shows the next rung with the text that is searched for, from one on to the end, and from the
  /// other end on.
  private mutating func find(from start: Int, forwards: Bool) {
    guard !search.isEmpty else { return }
    let count = ladder.events.count
    for step in 0..<count {
      let place = ((forwards ? start + step : start - step) % count + count) % count
      guard ladder.has(search, at: place) else { continue }
      found = place
      if place < top || place >= top + bodyRows { top = place - bodyRows / 3 }
      show(agent: ladder.events[place].agent)
      return
    }
    found = nil
    note = "not found: \(terminalText(search))"
  }

  private mutating func show(agent: Int) {
    if agent < firstAgent { firstAgent = agent }
    if agent >= firstAgent + capacity { firstAgent = agent - capacity + 1 }
  }

  private var capacity: Int { drawing.layout.capacity }
  private var agents: Range<Int> {
    firstAgent..<min(firstAgent + capacity, ladder.agents.count)
  }
  private var names: [LadderLine] { drawing.names(of: agents) }
  /// Lines between the names and the status line.
  private var bodyRows: Int { max(1, rows - 1 - names.count - 1) }

  /// Keeps what is seen inside the ladder.
  private mutating func settle() {
    firstAgent = max(0, min(firstAgent, ladder.agents.count - capacity))
    top = max(0, min(top, ladder.events.count - bodyRows))
  }

  /// What the terminal shows: as many lines as it has.
  package var screen: [LadderLine] {
    let width = drawing.layout.width
    var lines = [LadderLine(ladder.heading.title.cut(to: width), .strong)] + names
    let body = bodyRows
    for place in top..<(top + body) {
      guard place < ladder.events.count else {
        lines.append(LadderLine())
        continue
      }
      lines.append(
        drawing.line(ladder.events[place], agents: agents, isFound: place == found))
    }
    lines.append(LadderLine(status.cut(to: width).leftAligned(width), .marked))
    return Array(lines.suffix(max(1, rows)))
  }

  private var status: String {
    if case .searching(let typed) = mode { return "/" + terminalText(typed) }
    if !note.isEmpty { return note }
    let last = min(ladder.events.count, top + bodyRows)
    let rungs = "\(range(min(top, last - 1), last)) of \(ladder.events.count.grouped)"
    let columns =
      agents.count < ladder.agents.count
      ? "  agents \(range(agents.lowerBound, agents.upperBound)) of \(ladder.agents.count), ←→" : ""
    return "\(rungs)\(columns)  / search, q quit"
  }

  /// `3-7`, counted from one; a single place as itself.
  private func range(_ start: Int, _ end: Int) -> String {
    end - start > 1 ? "\(start + 1)-\(end)" : "\(end)"
  }
}

extension SignInLadder {
  /// Whether a rung holds some text, in any case: its words, its agent, its frame.
  func has(_ text: String, at place: Int) -> Bool {
    let event = events[place]
    let agent = agents[event.agent]
    let wanted = text.lowercased()
    return label(event).whole.lowercased().contains(wanted)
      || agent.name.lowercased().contains(wanted) || agent.address.description.contains(wanted)
      || "\(event.stamp.frame)" == wanted
  }
}
