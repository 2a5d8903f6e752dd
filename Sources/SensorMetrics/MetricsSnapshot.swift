/// The sensor's counters at one instant, as plain numbers.
///
/// Whoever gives it to the endpoint does so at each scrape, quickly and without waiting: it is asked
/// on a thread that other scrapes wait for. Counters start at 0 with the sensor and never go back.
package struct MetricsSnapshot: Hashable, Sendable {
  /// Frames of one capture interface.
  package struct Interface: Hashable, Sendable {
    package var name: String
    package var frames: UInt64
    /// Frames that the network card or its driver lost.
    package var droppedByInterface: UInt64
    /// Frames that did not fit into the kernel's ring.
    package var droppedByKernel: UInt64
    /// Frames that did not fit into the queue before the analysis.
    package var droppedByQueue: UInt64

    package init(
      name: String, frames: UInt64, droppedByInterface: UInt64 = 0, droppedByKernel: UInt64 = 0,
      droppedByQueue: UInt64 = 0
    ) {
      self.name = name
      self.frames = frames
      self.droppedByInterface = droppedByInterface
      self.droppedByKernel = droppedByKernel
      self.droppedByQueue = droppedByQueue
    }
  }

  /// What an account holds at a server, and what it may hold as far as that is known.
  package struct Account: Hashable, Sendable {
    /// As it is known inside; only a keyed hash of it leaves the sensor.
    package var account: String
    package var server: String
    package var load: Int
    package var limit: Int?

    package init(account: String, server: String, load: Int, limit: Int? = nil) {
      self.account = account
      self.server = server
      self.load = load
      self.limit = limit
    }
  }

  /// What became of one target's alerts.
  package struct AlertTarget: Hashable, Sendable {
    package var name: String
    package var sent: UInt64
    package var failed: UInt64
    package var dropped: UInt64
    package var retried: UInt64
    package var waiting: Int

    package init(
      name: String, sent: UInt64, failed: UInt64, dropped: UInt64, retried: UInt64, waiting: Int
    ) {
      self.name = name
      self.sent = sent
      self.failed = failed
      self.dropped = dropped
      self.retried = retried
      self.waiting = waiting
    }
  }

  package var interfaces: [Interface] = []
  package var sessionsOpen = 0
  package var sessionsTotal: UInt64 = 0
  /// By result, as the sessions' JSON spells it: `ok`, `failed`, `throttled`, `error`, `abandoned`.
  package var signIns: [String: UInt64] = [:]
  package var accounts: [Account] = []
  /// Frames that wait for the analysis, and how many may.
  package var queuedFrames = 0
  package var queueCapacity = 0
  package var residentBytes: UInt64 = 0
  package var alerts: [AlertTarget] = []
  package var storeRowsWritten: UInt64 = 0
  package var storeRowsDropped: UInt64 = 0
  package var incidentsOpen = 0

  package init() {}
}
