import Bytes
import Packets

/// What all connections of a table share: the rules, and the memory they may use together.
package struct ReassemblyContext {
  package let limits: StreamLimits
  package let policy: OverlapPolicy
  /// `StreamLimits.historyBytes` rounded down to a power of 2.
  let historyCapacity: Int
  /// The time by the capture's clock of the segment that is being taken.
  var now = Timestamp(nanoseconds: 0)
  /// The stamp of its frame, for what is to be told of it later.
  var stamp = Stamp(frame: 0, time: Timestamp(nanoseconds: 0))
  /// How many checksums of tracked segments were right and wrong.
  var validChecksums = 0
  var invalidChecksums = 0
  /// Bytes charged for what is held out of order.
  package internal(set) var held = 0
  /// Bytes allocated for `DeliveredHistory`.
  package internal(set) var history = 0
  /// What was dropped or forgotten at a limit.
  package internal(set) var losses = LimitCounts()

  package init(limits: StreamLimits = StreamLimits(), policy: OverlapPolicy = .first) {
    self.limits = limits
    self.policy = policy
    let bytes = min(limits.historyBytes, 1 << 20)
    historyCapacity = bytes < 1 ? 0 : 1 << (Int.bitWidth - 1 - bytes.leadingZeroBitCount)
  }

  /// How long after this segment's frame a copy of it may come.
  @inline(__always)
  func duplicateWindow(_ segment: TCPSegment) -> Interval {
    let isBare = segment.identification == 0 && segment.timestamps == nil
    return isBare ? limits.bareDuplicateWindow : limits.duplicateWindow
  }
}
