import Bytes
import Diagnosis

/// The load over time as four lines of block characters, refusals marked below.
struct LoadChart {
  private static let columns = 58
  private static let rows = 4
  private static let eighths: [Character] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  var timeline: [LoadPoint]
  var refusals: [Timestamp]
  var limit: Int?
  /// What the marks stand for, in at most nine columns.
  var event: Sentence
  /// How sentences are told.
  var words: (Sentence) -> String

  /// The lines, without line breaks; none where there is nothing to draw.
  var lines: [String] {
    let times = timeline.map(\.time) + refusals
    guard let start = times.min(), let end = times.max(), start < end, !timeline.isEmpty else {
      return []
    }
    let span = end.since(start).nanoseconds
    func column(_ time: Timestamp) -> Int {
      let share = Double(time.since(start).nanoseconds) / Double(span)
      return min(Self.columns - 1, Int(share * Double(Self.columns)))
    }
    var loads = [Int](repeating: 0, count: Self.columns)
    var marks = [Character](repeating: " ", count: Self.columns)
    var current = 0
    var filled = 0
    for point in timeline {
      let place = column(point.time)
      while filled < place {
        loads[filled] = max(loads[filled], current)
        filled += 1
      }
      current = point.load
      loads[place] = max(loads[place], current)
    }
    while filled < Self.columns {
      loads[filled] = max(loads[filled], current)
      filled += 1
    }
    for refusal in refusals { marks[column(refusal)] = "x" }
    return drawn(loads, marks: String(marks), seconds: end.since(start))
  }

  private func drawn(_ loads: [Int], marks: String, seconds span: Interval) -> [String] {
    let top = max(1, loads.max() ?? 1)
    var lines: [String] = []
    for row in (0..<Self.rows).reversed() {
      let bar = loads.map { load in
        let level = (load * Self.rows * 8 + top - 1) / top - row * 8
        return Self.eighths[max(0, min(8, level))]
      }
      let label = row == Self.rows - 1 ? "\(top)" : row == 0 ? "0" : ""
      let note = row == Self.rows - 1 && limit == top ? " " + words("limit \(top)") : ""
      lines.append(Self.labelled(label, String(bar) + note))
    }
    lines.append(Self.labelled(words(event), marks))
    let (start, end) = (words("\(0) s"), words("\(seconds(span, digits: 1)) s"))
    let space = max(1, Self.columns - start.columns - end.columns)
    lines.append(Self.labelled("", start + String(repeating: " ", count: space) + end))
    return lines.map(Self.withoutTrailingSpaces)
  }

  private static func labelled(_ label: String, _ text: String) -> String {
    "  " + label.rightAligned(9) + " " + text
  }

  private static func withoutTrailingSpaces(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
