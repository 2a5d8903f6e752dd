import Bytes
import FoundationEssentials
import NIOCore

/// Where a probe's times come from.
enum Clock {
  /// Time since some fixed instant; never goes back.
  static var monotonic: Interval {
    Interval(nanoseconds: Int64(clamping: NIODeadline.now().uptimeNanoseconds))
  }

  /// The time of day, in milliseconds' precision.
  static var wall: Timestamp {
    Timestamp(nanoseconds: Int64(Date().timeIntervalSince1970 * 1_000) * 1_000_000)
  }
}

extension Interval {
  func since(_ start: Interval) -> Interval {
    Interval(nanoseconds: nanoseconds.subtractingSaturated(start.nanoseconds))
  }
}
