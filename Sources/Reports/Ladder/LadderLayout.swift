/// Where things stand on the lines of a ladder of some width.
struct LadderLayout: Sendable {
  /// The narrowest terminal that a ladder is drawn for; a narrower one shows a part of it.
  static let leastWidth = 60
  /// Room between the last agent's line and the server's, where the words stand: enough for
  /// `A1 NO AUTHENTICATE failed. 71 ms`.
  private static let leastRoom = 38
  private static let wideWidth = 120
  private static let nameLimit = 16

  let width: Int
  /// Right ends of the columns of figures.
  let frameEnd: Int
  let timeEnd: Int
  let openEnd: Int
  /// Decimals of times.
  let digits: Int
  /// Between two agents' lines.
  let pitch: Int
  /// Agents that have a column at the same time.
  let capacity: Int

  /// The first agent's line.
  var firstAgent: Int { openEnd + 2 }
  var server: Int { width - 1 }

  init(_ ladder: SignInLadder, width: Int) {
    self.width = max(Self.leastWidth, width)
    let digits = self.width >= Self.wideWidth ? 6 : 3
    self.digits = digits
    let last = ladder.events.last.map { ladder.place($0, digits: digits) }
    let frames = ladder.captures.map { "\($0.frames)".count }.max() ?? 1
    let number = ladder.captures.count > 1 ? "\(ladder.captures.count)/".count : 0
    frameEnd = max(5, frames + number)
    timeEnd = frameEnd + 1 + max(7, last?.time.count ?? 0)
    openEnd = timeEnd + 5
    pitch = min(Self.nameLimit, max(8, (ladder.agents.map(\.name.columns).max() ?? 0) + 2))
    let room = self.width - 1 - (openEnd + 2) - Self.leastRoom
    capacity = max(1, 1 + max(0, room) / pitch)
  }

  /// The line of the agent at a place among those shown.
  func agent(_ place: Int) -> Int { firstAgent + place * pitch }
}
