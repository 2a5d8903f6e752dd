import Bytes
import Sessions

/// Notices that somebody sets the system's clock: it moves, and the one that nobody can set does not.
struct ClockWatch {
  /// Steps below it are let pass: no rule counts in so short times.
  static let tolerance = Interval.seconds(10)
  /// Settings that are remembered; with more of them the times of old sessions are not put right.
  private static let memory = 16

  /// The moments that were found, oldest first.
  private(set) var settings: [ClockSetting] = []
  /// How often it was set.
  private(set) var count = 0
  private var offset: Interval?
  /// A step after which no frame has come yet.
  private var pending: Interval?

  /// Compares the clocks.
  ///
  /// - Parameter steady: the time since some moment, by the clock that nobody can set.
  mutating func compare(system: Timestamp, steady: Interval) {
    let new = Interval(nanoseconds: system.nanoseconds.subtractingSaturated(steady.nanoseconds))
    defer { offset = new }
    guard let offset else { return }
    let step = Interval(nanoseconds: new.nanoseconds.subtractingSaturated(offset.nanoseconds))
    guard Self.counts(step) else { return }
    let whole = Interval(
      nanoseconds: (pending?.nanoseconds ?? 0).addingSaturated(step.nanoseconds))
    pending = Self.counts(whole) ? whole : nil
  }

  private static func counts(_ step: Interval) -> Bool {
    max(step, Interval(nanoseconds: -step.nanoseconds)) > tolerance
  }

  /// Whether the first frame after a step is being looked for.
  var isLooking: Bool { pending != nil }

  /// Looks whether a frame's time is from after the step: nearer to the clock as it is than as it was.
  ///
  /// Frames that waited since before it carry the old time.
  mutating func look(at stamp: Stamp, system: Timestamp) {
    guard let step = pending else { return }
    let was = system.advanced(by: Interval(nanoseconds: -step.nanoseconds))
    func distance(_ other: Timestamp) -> Interval {
      max(stamp.time.since(other), other.since(stamp.time))
    }
    guard distance(system) < distance(was) else { return }
    pending = nil
    count += 1
    if settings.count == Self.memory { settings.removeFirst() }
    settings.append(ClockSetting(frame: stamp.frame - 1, step: step))
  }
}
