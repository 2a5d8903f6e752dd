package import Reports
package import Sessions

/// What is written in one transaction: all of it, or nothing.
package struct StoreBatch: Sendable {
  /// What is known of the captures by now, in the order of their places; empty where that is not new.
  package var captures: [StoredCapture] = []
  /// How the clock was set in this run, where that is new; sessions are as they were stamped.
  package var clock: [ClockSetting] = []
  /// Sessions of this run; one that is written again takes the place of what it was before.
  package var sessions: [MailSession] = []
  package var incidents: [IncidentRecord] = []
  package var samples: [LoadSample] = []

  package init(
    captures: [StoredCapture] = [], clock: [ClockSetting] = [], sessions: [MailSession] = [],
    incidents: [IncidentRecord] = [], samples: [LoadSample] = []
  ) {
    self.captures = captures
    self.clock = clock
    self.sessions = sessions
    self.incidents = incidents
    self.samples = samples
  }

  package var counts: StoreCounts {
    StoreCounts(sessions: sessions.count, incidents: incidents.count, samples: samples.count)
  }
}

/// Numbers of things written, waiting or lost, by kind.
package struct StoreCounts: Hashable, Sendable {
  package var sessions: Int
  package var incidents: Int
  package var samples: Int

  package init(sessions: Int = 0, incidents: Int = 0, samples: Int = 0) {
    self.sessions = sessions
    self.incidents = incidents
    self.samples = samples
  }

  package var total: Int { sessions + incidents + samples }

  static func + (left: Self, right: Self) -> Self {
    StoreCounts(
      sessions: left.sessions + right.sessions, incidents: left.incidents + right.incidents,
      samples: left.samples + right.samples)
  }

  static func - (left: Self, right: Self) -> Self {
    StoreCounts(
      sessions: left.sessions - right.sessions, incidents: left.incidents - right.incidents,
      samples: left.samples - right.samples)
  }

  static func += (left: inout Self, right: Self) { left = left + right }
}

extension StoreCounts: CustomStringConvertible {
  package var description: String {
    "\(sessions) sessions, \(incidents) incidents, \(samples) load samples"
  }
}
