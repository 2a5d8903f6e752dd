import Bytes

/// The time that time-outs count in: never runs backwards, whatever the frames say.
///
/// Frames a little out of order, as merged taps give them, do not move it. Where time falls back by
/// more than `StreamLimits.clockTolerance`, the clock was set: it goes on from where it was. Where
/// it leaps ahead by more than `StreamLimits.clockLeap`, the next frame must agree.
struct CaptureClock {
  private(set) var now = Timestamp(nanoseconds: .min)
  /// How often the clock was set back.
  private(set) var steps = 0
  /// A time far ahead that the last frame claimed.
  private(set) var claim: Timestamp?
  private var offset = Interval.zero

  /// Moves the clock on to a frame's time.
  @inline(__always)
  mutating func advance(
    to time: Timestamp, _ tolerance: Interval, _ leap: Interval
  ) -> Timestamp {
    let moved = time.advanced(by: offset)
    let ahead = moved.since(now)
    guard claim == nil, ahead >= .zero, leap >= ahead else {
      return jump(to: time, tolerance, leap)
    }
    now = moved
    return now
  }

  /// Sets the clock to a time that needs no second witness.
  mutating func set(to time: Timestamp, _ tolerance: Interval, _ leap: Interval) -> Timestamp {
    claim = time
    return jump(to: time, tolerance, leap)
  }

  private mutating func jump(
    to time: Timestamp, _ tolerance: Interval, _ leap: Interval
  ) -> Timestamp {
    let claimed = claim
    claim = nil
    let moved = time.advanced(by: offset)
    let ahead = moved.since(now)
    if ahead < .zero {
      guard now.since(moved) > tolerance else { return now }
      steps += 1
      offset = now.since(time)
      return now
    }
    let isFirst = now.nanoseconds == .min
    let isConfirmed = claimed.map { max(time.since($0), $0.since(time)) <= leap } ?? false
    if isFirst || isConfirmed || ahead <= leap { now = moved } else { claim = time }
    return now
  }
}
