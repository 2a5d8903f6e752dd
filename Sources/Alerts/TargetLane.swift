import Bytes
import FoundationEssentials
import Synchronization

/// One target's queue and the task that empties it, in order, one alert at a time.
///
/// Alerts of one incident thus never overtake each other, and no target waits for another.
final class TargetLane: Sendable {
  private let target: AlertTarget
  private let limits: AlertLimits
  private let queue: AsyncStream<Alert>.Continuation
  private let tally: Mutex<AlertTargetStatus>
  private let task = Mutex<Task<Void, Never>?>(nil)
  private let ended = Atomic(false)

  init(_ target: AlertTarget, name: String, limits: AlertLimits) {
    self.target = target
    self.limits = limits
    tally = Mutex(AlertTargetStatus(name: name))
    let (alerts, queue) = AsyncStream.makeStream(
      of: Alert.self, bufferingPolicy: .bufferingOldest(max(1, limits.queue)))
    self.queue = queue
    let worker = Task.detached(priority: .utility) { await self.work(through: alerts) }
    task.withLock { $0 = worker }
  }

  var status: AlertTargetStatus { tally.withLock { $0 } }
  var hasEnded: Bool { ended.load(ordering: .acquiring) }

  /// Queues an alert, or counts it as dropped.
  func enqueue(_ alert: Alert) {
    tally.withLock { tally in
      tally.accepted += 1
      guard case .enqueued = queue.yield(alert) else {
        tally.dropped += 1
        return
      }
    }
  }

  /// Takes no further alerts; those that wait still go out.
  func close() { queue.finish() }

  /// Ends the attempt that is under way, and drops what waits.
  func cancel() { task.withLock { $0?.cancel() } }

  private func work(through alerts: AsyncStream<Alert>) async {
    for await alert in alerts {
      await deliver(alert)
      if Task.isCancelled { break }
    }
    tally.withLock { $0.dropped += $0.waiting }
    ended.store(true, ordering: .releasing)
  }

  private func deliver(_ alert: Alert) async {
    var generator = SystemRandomNumberGenerator()
    for attempt in 1...max(1, limits.attempts) {
      guard let failure = await attemptDelivery(of: alert) else { return }
      let isLast = attempt >= limits.attempts || !failure.isWorthRetrying
      tally.withLock { tally in
        tally.note(failure, at: Self.now)
        if isLast { tally.failed += 1 }
      }
      let pause = limits.backoff.pause(afterFailures: attempt, using: &generator)
      guard !isLast, (try? await Task.sleep(for: pause)) != nil else { return }
      tally.withLock { $0.retried += 1 }
    }
  }

  /// Why an attempt failed; nil when it did not, or when it was cut short by the end.
  private func attemptDelivery(of alert: Alert) async -> DeliveryFailure? {
    do {
      try await withTimeLimit(limits.timeout) { [target, limits] in
        try await target.deliver(alert, within: limits.timeout)
      }
      tally.withLock { $0.noteSent() }
      return nil
    } catch let failure as DeliveryFailure {
      return Task.isCancelled ? nil : failure
    } catch is CancellationError where Task.isCancelled {
      return nil
    } catch {
      // What else is thrown may hold anything, so that only its kind is told.
      return DeliveryFailure("\(type(of: error))")
    }
  }

  private static var now: Timestamp {
    Timestamp(nanoseconds: Int64(Date().timeIntervalSince1970 * 1_000) * 1_000_000)
  }
}
