import Bytes
import Diagnosis

/// A load over time as the line of an SVG path.
///
/// Changes that fall into one half unit are drawn as the stroke from the least to the greatest
/// load in it: twenty thousand sign-ins take no more room than twelve hundred.
struct StepPath {
  let line: String
  /// The same, closed along the ground, to be filled.
  let area: String

  init(_ points: [LoadPoint], axis: TimeAxis, ground: Double, y: (Int) -> Double) {
    var path = "M\(coordinate(TimeAxis.left)) \(coordinate(ground))"
    var current = 0
    var place = points.startIndex
    while place < points.endIndex, points[place].time <= axis.end {
      let column = Self.column(points[place].time, axis)
      var (least, greatest, last) = (current, current, current)
      while place < points.endIndex, points[place].time <= axis.end,
        Self.column(points[place].time, axis) == column
      {
        last = points[place].load
        (least, greatest) = (min(least, last), max(greatest, last))
        place += 1
      }
      guard (least, greatest, last) != (current, current, current) else { continue }
      path += "H\(coordinate(TimeAxis.left + Double(column) / 2))"
      var drawn = current
      for level in [greatest, least, last] where level != drawn {
        path += "V\(coordinate(y(level)))"
        drawn = level
      }
      current = last
    }
    line = path + "H\(coordinate(TimeAxis.right))"
    area = line + "V\(coordinate(ground))Z"
  }

  private static func column(_ time: Timestamp, _ axis: TimeAxis) -> Int {
    Int((axis.x(time) - TimeAxis.left) * 2)
  }
}

extension Course {
  /// How many stays of some clients were open, at each instant at which that changed.
  static func load(of stays: [Stay]) -> [LoadPoint] {
    var changes: [(time: Timestamp, by: Int)] = []
    for stay in stays where stay.end.map({ $0 > stay.start }) ?? true {
      changes.append((stay.start, 1))
      if let end = stay.end { changes.append((end, -1)) }
    }
    var points: [LoadPoint] = []
    var load = 0
    for change in changes.sorted(by: { ($0.time, $0.by) < ($1.time, $1.by) }) {
      load += change.by
      if points.last?.time == change.time {
        points[points.count - 1].load = load
      } else {
        points.append(LoadPoint(time: change.time, load: load))
      }
    }
    return points
  }
}
