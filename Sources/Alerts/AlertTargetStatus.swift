package import Bytes

/// How one target fares.
///
/// What was accepted is sent, failed, dropped or waiting: `accepted` is the sum of the four.
package struct AlertTargetStatus: Hashable, Sendable {
  package struct Trouble: Hashable, Sendable {
    package var reason: String
    package var time: Timestamp
  }

  package var name: String
  /// Alerts that were given to it.
  package internal(set) var accepted = 0
  package internal(set) var sent = 0
  /// Alerts that no attempt delivered.
  package internal(set) var failed = 0
  /// Attempts beyond the first ones.
  package internal(set) var retried = 0
  /// Alerts that found the queue full or were left in it at the end.
  package internal(set) var dropped = 0
  /// Why the last attempt that failed did; stays after later ones succeed.
  package internal(set) var lastTrouble: Trouble?
  /// Attempts that failed since one succeeded.
  package internal(set) var failuresInARow = 0

  package var waiting: Int { accepted - sent - failed - dropped }
  package var isFailing: Bool { failuresInARow > 0 }

  init(name: String) { self.name = name }

  mutating func note(_ failure: DeliveryFailure, at time: Timestamp) {
    failuresInARow += 1
    lastTrouble = Trouble(reason: failure.reason, time: time)
  }

  mutating func noteSent() {
    sent += 1
    failuresInARow = 0
  }
}
