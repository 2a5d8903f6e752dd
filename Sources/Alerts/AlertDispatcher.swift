import Synchronization

/// Sends each alert once to every target, and never makes its caller wait.
///
/// A target that hangs or fails holds up its own alerts only. What cannot be delivered within the
/// limits is counted, not kept: an alert that is hours late helps nobody.
package final class AlertDispatcher: Sendable {
  private let lanes: [TargetLane]
  private let ledger: Mutex<AlertLedger>

  package init(_ targets: [AlertTarget], limits: AlertLimits = AlertLimits()) {
    ledger = Mutex(AlertLedger(capacity: limits.ledger))
    var names: [String: Int] = [:]
    lanes = targets.map { target in
      let count = names[target.name, default: 0] + 1
      names[target.name] = count
      // Two targets on one host must not share a line in the metrics.
      let name = count == 1 ? target.name : "\(target.name) #\(count)"
      return TargetLane(target, name: name, limits: limits)
    }
  }

  deinit { for lane in lanes { lane.close() } }

  /// Queues an alert for every target, in the order of the calls; false when it is a repetition.
  ///
  /// Takes locks that are held for a few instructions, and waits for nothing else.
  @discardableResult
  package func send(_ alert: Alert) -> Bool {
    ledger.withLock { ledger in
      guard ledger.admit(alert.identity) else { return false }
      for lane in lanes { lane.enqueue(alert) }
      return true
    }
  }

  /// Takes alerts for sent, as those are that went out before a restart.
  package func remember(_ identities: some Sequence<Alert.Identity>) {
    ledger.withLock { ledger in
      for identity in identities { _ = ledger.admit(identity) }
    }
  }

  package var status: [AlertTargetStatus] { lanes.map(\.status) }

  /// Takes no further alerts and waits for those that are queued, but not longer than `limit`.
  ///
  /// What is left then is cut short and counted as dropped; children are killed. Returns at most
  /// `grace` later, whatever a target does.
  package func shutdown(within limit: Duration, grace: Duration = .seconds(1)) async {
    for lane in lanes { lane.close() }
    guard await !haveEnded(within: limit) else { return }
    for lane in lanes { lane.cancel() }
    _ = await haveEnded(within: grace)
  }

  private func haveEnded(within limit: Duration) async -> Bool {
    let end = ContinuousClock.now + limit
    while !lanes.allSatisfy(\.hasEnded) {
      guard ContinuousClock.now < end else { return false }
      // Asked, not awaited: a task that does not end must not be waited for.
      try? await Task.sleep(for: .milliseconds(10))
    }
    return true
  }
}
