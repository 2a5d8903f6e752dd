/// What all connections of a table share: the rules, and the memory they may use together.
package struct ReassemblyContext {
  package let limits: StreamLimits
  package let policy: OverlapPolicy
  /// `StreamLimits.historyBytes` rounded down to a power of 2.
  let historyCapacity: Int
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
}
