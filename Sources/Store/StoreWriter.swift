import Bytes
import Dispatch
package import Reports
package import Sessions
import Synchronization

/// Writes to a store on a thread of its own: whoever has something to keep never waits for a disk.
///
/// While the volume is full or fails, what comes waits within bounds, and writing is tried again at
/// growing intervals.
package final class StoreWriter: Sendable {
  struct State {
    var queue: StoreQueue
    var written = StoreCounts()
    /// Refused by SQLite for good.
    var refused = StoreCounts()
    var trouble: StoreError?
    /// What had been lost when it stopped.
    var lostBefore = StoreCounts()
    /// Whether a turn is due or going on.
    var isScheduled = false
    var isFinished = false
    /// The latest time of anything that came.
    var now: Timestamp?
  }

  let store: SensorStore
  let limits: StoreWriterLimits
  let retention: StoreRetention
  let tell: @Sendable (StoreEvent) -> Void
  let state: Mutex<State>
  /// Only touched on `thread`.
  let rhythm = Mutex(StoreRhythm())
  private let thread = DispatchQueue(label: "chokepoint.store")

  /// - Parameter tell: called on the writer's thread.
  package init(
    _ store: SensorStore, limits: StoreWriterLimits = StoreWriterLimits(),
    retention: StoreRetention = StoreRetention(), tell: @escaping @Sendable (StoreEvent) -> Void
  ) {
    self.store = store
    self.limits = limits
    self.retention = retention
    self.tell = tell
    state = Mutex(State(queue: StoreQueue(limits: limits)))
  }

  package func add(captures: [StoredCapture]) {
    add { $0.queue.add(captures: captures) }
  }

  /// Keeps how the clock was set: all settings of this run, by their frames.
  package func add(clock: [ClockSetting]) {
    add { $0.queue.add(clock: clock) }
  }

  /// Keeps sessions, as they were stamped; one that was kept while it was open is replaced.
  package func add(_ sessions: [MailSession]) {
    add { state in
      for session in sessions {
        state.queue.add(session)
        state.note(session.last.time)
      }
    }
  }

  package func add(_ incident: IncidentRecord) {
    add { state in
      state.queue.add(incident)
      state.note(incident.changed)
    }
  }

  package func add(_ samples: [LoadSample]) {
    add { state in
      for sample in samples {
        state.queue.add(sample)
        state.note(sample.time)
      }
    }
  }

  package var status: StoreStatus {
    state.withLock { state in
      StoreStatus(
        waiting: state.queue.counts, waitingBytes: state.queue.bytes, written: state.written,
        lost: state.queue.lost + state.refused, trouble: state.trouble)
    }
  }

  /// Writes what waits, for as long as is given; what cannot be written by then is in `waiting`.
  ///
  /// Nothing is taken any more afterwards.
  package func finish(within patience: Duration) -> StoreStatus {
    let done = DispatchSemaphore(value: 0)
    state.withLock { $0.isFinished = true }
    thread.async { [self] in
      turn()
      done.signal()
    }
    _ = done.wait(timeout: .now() + patience.dispatchInterval)
    return status
  }

  private func add(_ change: (inout State) -> Void) {
    let starts = state.withLock { state in
      guard !state.isFinished else { return false }
      change(&state)
      guard !state.isScheduled, !state.queue.isEmpty else { return false }
      state.isScheduled = true
      return true
    }
    if starts { schedule(after: limits.gathering) }
  }

  func schedule(after pause: Duration) {
    thread.asyncAfter(deadline: .now() + pause.dispatchInterval) { [weak self] in self?.turn() }
  }
}

extension StoreWriter.State {
  fileprivate mutating func note(_ time: Timestamp) { now = max(now ?? time, time) }
}

extension Duration {
  fileprivate var dispatchInterval: DispatchTimeInterval {
    .milliseconds(Int(components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000))
  }
}
