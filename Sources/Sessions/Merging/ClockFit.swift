package import Bytes

/// How one capture's clock runs against another's, from moments that both show.
package struct ClockFit: Hashable, Sendable {
  /// An instant of the reference clock, at which `offset` holds.
  package var origin: Timestamp
  /// The other clock's time minus the reference's at `origin`.
  package var offset: Interval
  /// What the other clock gains on the reference, in parts per million.
  package var drift: Double
  /// Half of what the frames' ways may have in them: the offset is known no better.
  package var uncertainty: Interval
  /// Moments that it rests on, and the connections they are of.
  package var landmarks: Int
  package var connections: Int

  /// The reference clock's time when the other clock shows `time`.
  package func reference(of time: Timestamp) -> Timestamp {
    let elapsed = Double(time.since(origin).nanoseconds - offset.nanoseconds)
    let gained = elapsed * drift / (1_000_000 + drift)
    return time.advanced(by: Interval(nanoseconds: -offset.nanoseconds))
      .advanced(by: Interval(nanoseconds: Int64(clamping: -gained)))
  }

  /// The other clock's time when the reference shows `time`.
  package func own(of time: Timestamp) -> Timestamp {
    let gained = Double(time.since(origin).nanoseconds) * drift / 1_000_000
    return time.advanced(by: offset).advanced(by: Interval(nanoseconds: Int64(clamping: gained)))
  }
}

extension Int64 {
  /// The nearest representable integer.
  init(clamping value: Double) {
    guard value.isFinite else {
      self = 0
      return
    }
    self = value >= 9.2e18 ? .max : value <= -9.2e18 ? .min : Int64(value.rounded())
  }
}
