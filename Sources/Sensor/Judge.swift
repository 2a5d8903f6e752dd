package import Bytes
package import Diagnosis
import Dispatch
package import Sessions
import Synchronization

/// Weighs sessions beside the capture: one diagnosis at a time, on a thread of its own.
package final class Judge: Sendable {
  /// What came of one weighing.
  package struct Result: Sendable {
    package var diagnosis: Diagnosis
    /// The capture's time as of which it was asked for.
    package var time: Timestamp
    package var duration: Duration
  }

  private struct State {
    var isBusy = false
    /// Whether what is being weighed is of no interest any more.
    var isStale = false
    var result: Result?
  }

  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "chokepoint.judge")
  private let options: DiagnosisOptions

  package init(options: DiagnosisOptions) { self.options = options }

  package var isBusy: Bool { state.withLock { $0.isBusy } }

  /// Starts to weigh sessions; false while another weighing goes on.
  package func weigh(_ sessions: [MailSession], at time: Timestamp) -> Bool {
    let mayStart = state.withLock { state in
      if state.isBusy { return false }
      state.isBusy = true
      return true
    }
    guard mayStart else { return false }
    let options = options
    queue.async { [self] in
      let start = ContinuousClock.now
      let diagnosis = Diagnosis(of: sessions, options: options)
      let result = Result(
        diagnosis: diagnosis, time: time, duration: ContinuousClock.now - start)
      state.withLock {
        $0.result = $0.isStale ? nil : result
        $0.isBusy = false
        $0.isStale = false
      }
    }
    return true
  }

  /// The result that was not taken yet, if there is one.
  package func take() -> Result? {
    state.withLock { state in
      defer { state.result = nil }
      return state.result
    }
  }

  /// Lets go of the result that was not taken, and of the one that is being worked at.
  package func forget() {
    state.withLock {
      $0.result = nil
      $0.isStale = $0.isBusy
    }
  }

  /// Waits for the weighing that goes on.
  package func finish() { queue.sync {} }
}
