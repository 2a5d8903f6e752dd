import Bytes
import Diagnosis
import Packets

/// The load over time, what came of each attempt, and below it each client's own connections.
struct LoadPicture: Sendable {
  struct Level: Sendable {
    var y: String
    var label: String
  }

  struct Rule: Sendable {
    var y: String
    var value: Int
  }

  struct Lane: Sendable {
    var client: IPAddress
    var area: String
    var refusals: String
    /// The lane's middle and ground.
    var labelY: String
    var ground: String
  }

  let axis: TimeAxis
  let levels: [Level]
  let line: String
  let area: String
  /// The limit, where it counts what is drawn.
  let rule: Rule?
  let accepted: String
  let refused: String
  let lanes: [Lane]
  /// Clients that have no lane for want of room.
  let hiddenClients: Int
  /// Where the parts of the picture stand.
  let layout: Layout

  struct Layout: Sendable {
    static let top = 18.0
    static let ground = 168.0
    var accepted = 184.0
    var refused = 198.0
    var lanes = 216.0
    static let laneHeight = 20.0
    var axis: Double
    var height: Double
  }

  /// Lanes that fit on a page of paper.
  private static let laneLimit = 24

  /// Nil where there is nothing to draw.
  init?(_ incident: Incident, until end: Timestamp?) {
    let course = incident.course
    let hasLoad = !incident.timeline.isEmpty
    guard hasLoad || !course.stays.isEmpty,
      let axis = TimeAxis(
        incident.timeline.map(\.time) + course.attempts.map(\.time) + course.stays.map(\.start),
        until: end)
    else { return nil }
    self.axis = axis
    let timeline = hasLoad ? incident.timeline : Course.load(of: course.stays)
    let peak = timeline.map(\.load).max() ?? 0
    let limit = hasLoad ? incident.limit?.value : nil
    let top = max(1, peak, limit.map { $0 <= 4 * max(1, peak) ? $0 : 0 } ?? 0)
    func y(_ load: Int) -> Double {
      Layout.ground - Double(load) / Double(top) * (Layout.ground - Layout.top)
    }
    let step = Self.step(top)
    levels = stride(from: 0, through: top, by: step).map {
      Level(y: coordinate(y($0)), label: $0.grouped)
    }
    let path = StepPath(timeline, axis: axis, ground: Layout.ground, y: y)
    (line, area) = (path.line, path.area)
    rule = limit.flatMap { $0 <= top ? Rule(y: coordinate(y($0)), value: $0) : nil }
    var layout = Layout(axis: 0, height: 0)
    var signs = (accepted: Marks(crosses: false), refused: Marks(crosses: true))
    for attempt in course.attempts where axis.contains(attempt.time) {
      let x = axis.x(attempt.time)
      if attempt.wasRefused {
        signs.refused.add(x: x, y: layout.refused)
      } else {
        signs.accepted.add(x: x, y: layout.accepted)
      }
    }
    (accepted, refused) = (signs.accepted.path, signs.refused.path)
    let clients = Self.clients(of: course)
    let shown = clients.prefix(Self.laneLimit)
    hiddenClients = clients.count - shown.count
    lanes = Self.lanes(of: Array(shown), course, axis: axis, from: layout.lanes)
    layout.axis = layout.lanes + Double(lanes.count) * Layout.laneHeight + 4
    layout.height = layout.axis + 20
    self.layout = layout
  }

  /// A distance between levels that people count in: 1, 2, 5, 10 and so on.
  private static func step(_ top: Int) -> Int {
    var decade = 1
    while true {
      for step in [decade, decade * 2, decade * 5] where top / step <= 5 { return step }
      guard decade < Int.max / 100 else { return decade }
      decade *= 10
    }
  }

  /// Those to draw, in the order in which they came: the refused and the holders alike.
  private static func clients(of course: Course) -> [IPAddress] {
    let tallies = course.tallies
    let refused = tallies.filter { $0.refused > 0 }.prefix(laneLimit / 2)
    let holders = tallies.filter { $0.heldAtFirstRefusal > 0 }
      .sorted { $0.heldAtFirstRefusal > $1.heldAtFirstRefusal }
    var chosen: [IPAddress] = []
    var seen: Set<IPAddress> = []
    for client in (refused + holders + tallies).map(\.client) where seen.insert(client).inserted {
      chosen.append(client)
    }
    var first: [IPAddress: Timestamp] = [:]
    for attempt in course.attempts where first[attempt.client] == nil {
      first[attempt.client] = attempt.time
    }
    let drawn = chosen.prefix(laneLimit).sorted {
      (first[$0]?.nanoseconds ?? .max, $0) < (first[$1]?.nanoseconds ?? .max, $1)
    }
    return drawn + chosen.dropFirst(laneLimit)
  }

  private static func lanes(
    of clients: [IPAddress], _ course: Course, axis: TimeAxis, from top: Double
  ) -> [Lane] {
    let stays = Dictionary(grouping: course.stays, by: \.client)
    let refusals = Dictionary(grouping: course.attempts.filter(\.wasRefused), by: \.client)
    let loads = clients.map { Course.load(of: stays[$0] ?? []) }
    let most = max(2, loads.flatMap { $0 }.map(\.load).max() ?? 0)
    return zip(clients, loads).enumerated().map { place, lane in
      let (client, load) = lane
      let ground = top + Double(place + 1) * Layout.laneHeight - 3
      let path = StepPath(load, axis: axis, ground: ground) { load in
        ground - Double(load) / Double(most) * (Layout.laneHeight - 6)
      }
      var crosses = Marks(crosses: true)
      for refusal in refusals[client] ?? [] where axis.contains(refusal.time) {
        crosses.add(x: axis.x(refusal.time), y: ground - 7)
      }
      return Lane(
        client: client, area: load.isEmpty ? "" : path.area, refusals: crosses.path,
        labelY: coordinate(ground - 3.5), ground: coordinate(ground))
    }
  }
}
