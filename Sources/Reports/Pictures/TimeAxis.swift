import Bytes
import Diagnosis

/// The horizontal axis of a picture: instants to places, in the units of the picture.
struct TimeAxis: Sendable {
  struct Tick: Sendable {
    var x: String
    var label: Sentence
  }

  /// Where the plot begins and ends; what is written stands left of it.
  static let left = 140.0
  static let right = 744.0

  let start: Timestamp
  let end: Timestamp

  /// Nil for no time at all.
  init?(_ times: some Sequence<Timestamp>, until limit: Timestamp?) {
    var bounds: (Timestamp, Timestamp)?
    for time in times {
      let known = bounds ?? (time, time)
      bounds = (min(known.0, time), max(known.1, time))
    }
    guard let (start, last) = bounds else { return nil }
    let end = limit.map { max(start, min($0, last)) } ?? last
    guard end > start else { return nil }
    self.start = start
    self.end = end
  }

  func contains(_ time: Timestamp) -> Bool { start <= time && time <= end }

  /// The place of an instant; those before or after the picture at its edges.
  func x(_ time: Timestamp) -> Double {
    let span = Double(end.since(start).nanoseconds)
    let share = Double(time.since(start).nanoseconds) / span
    return Self.left + max(0, min(1, share)) * (Self.right - Self.left)
  }

  /// Steps between ticks that people read easily, in milliseconds.
  private static let steps: [Int64] = [
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000,
    120_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000, 21_600_000,
    43_200_000, 86_400_000, 172_800_000, 604_800_000,
  ]
  private static let tickLimit: Int64 = 8

  var ticks: [Tick] {
    let span = end.since(start).nanoseconds / 1_000_000
    let step = Self.steps.first { span / $0 < Self.tickLimit } ?? max(1, span / Self.tickLimit)
    return stride(from: Int64(0), through: span, by: Int(step)).map { offset in
      Tick(
        x: coordinate(x(start.advanced(by: Interval(nanoseconds: offset * 1_000_000)))),
        label: Self.label(offset, step: step))
    }
  }

  /// `0`, `250 ms`, `2 s`, `5 min`, `3 h`.
  private static func label(_ milliseconds: Int64, step: Int64) -> Sentence {
    if milliseconds == 0 { return "0" }
    if step < 1_000 { return "\(milliseconds) ms" }
    if step < 60_000 { return "\(milliseconds / 1_000) s" }
    if step < 3_600_000 { return "\(milliseconds / 60_000) min" }
    return "\(milliseconds / 3_600_000) h"
  }
}

/// A number of a path, with one decimal at most.
func coordinate(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  let (whole, rest) = (tenths.magnitude / 10, tenths.magnitude % 10)
  return (tenths < 0 ? "-" : "") + "\(whole)" + (rest == 0 ? "" : ".\(rest)")
}
