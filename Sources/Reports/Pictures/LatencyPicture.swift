import Bytes
import Diagnosis
import Glibc

/// How long the server took to decide, attempt by attempt, on a logarithmic scale.
struct LatencyPicture: Sendable {
  struct Level: Sendable {
    var y: String
    var label: Sentence
  }

  static let top = 14.0
  static let ground = 134.0
  static let height = 156.0

  let axis: TimeAxis
  let levels: [Level]
  let accepted: String
  let refused: String

  /// Nil for fewer than two latencies.
  init?(_ course: Course, axis: TimeAxis?) {
    let timed = course.attempts.compactMap { attempt in
      attempt.latency.map { (attempt: attempt, log: Self.log10(ofMilliseconds: $0)) }
    }
    guard timed.count > 1, let axis = axis ?? TimeAxis(timed.map(\.attempt.time), until: nil),
      let least = timed.map(\.log).min(), let most = timed.map(\.log).max()
    else { return nil }
    self.axis = axis
    let low = Int(least.rounded(.down))
    let high = max(low + 1, Int(most.rounded(.up)))
    func y(_ log: Double) -> Double {
      let share = (log - Double(low)) / Double(high - low)
      return Self.ground - share * (Self.ground - Self.top)
    }
    levels = (low...high).map { Level(y: coordinate(y(Double($0))), label: Self.label($0)) }
    var signs = (accepted: Marks(crosses: false), refused: Marks(crosses: true))
    for (attempt, log) in timed where axis.contains(attempt.time) {
      if attempt.wasRefused {
        signs.refused.add(x: axis.x(attempt.time), y: y(log))
      } else {
        signs.accepted.add(x: axis.x(attempt.time), y: y(log))
      }
    }
    (accepted, refused) = (signs.accepted.path, signs.refused.path)
  }

  /// From a microsecond to a day: what is outside is drawn at the edge.
  private static func log10(ofMilliseconds latency: Interval) -> Double {
    let milliseconds = Double(latency.nanoseconds) / 1e6
    return Glibc.log10(min(max(milliseconds, 0.001), 86_400_000))
  }

  private static func label(_ power: Int) -> Sentence {
    switch power {
    case ..<0: "\(Int(pow(10, Double(power + 3)))) µs"
    case 0...2: "\(Int(pow(10, Double(power)))) ms"
    default: "\(grouped: Int(pow(10, Double(power - 3)))) s"
    }
  }
}
