import Bytes

/// The time that time-outs count in: never runs backwards, whatever the frames say.
///
/// Frames a little out of order, as merged taps give them, do not move it. Where time falls back by
/// more than `StreamLimits.clockTolerance`, the clock was set: it goes on from where it was.
struct CaptureClock {
  private(set) var now = Timestamp(nanoseconds: .min)
  private(set) var steps = 0
  private var offset = Interval.zero

  /// Moves the clock on to a frame's time.
  mutating func advance(to time: Timestamp, tolerance: Interval) -> Timestamp {
    let moved = time.advanced(by: offset)
    if moved > now {
      now = moved
    } else if now.since(moved) > tolerance {
      steps += 1
      offset = now.since(time)
    }
    return now
  }
}
