package import Bytes

/// A moment at which the clock that stamps frames was set.
package struct ClockSetting: Hashable, Sendable {
  /// The last frame with a time from before.
  package var frame: Int
  /// How far it was set ahead; below zero, back.
  package var step: Interval

  package init(frame: Int, step: Interval) {
    self.frame = frame
    self.step = step
  }

  /// What undoes it.
  package var undone: ClockSetting {
    // Negating the least number would trap.
    let back = Int64(0).subtractingSaturated(step.nanoseconds)
    return ClockSetting(frame: frame, step: Interval(nanoseconds: back))
  }
}

extension MailSession {
  /// The session with all its times as the clock would have given them had it always been as it is
  /// now.
  ///
  /// - Parameter settings: in the order of their frames.
  package func timed(after settings: [ClockSetting]) -> MailSession {
    guard let latest = settings.last, first.frame <= latest.frame else { return self }
    return restamped { stamp in
      settings.reduce(stamp.time) { time, setting in
        stamp.frame <= setting.frame ? time.advanced(by: setting.step) : time
      }
    }
  }
}
