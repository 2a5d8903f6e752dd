package import Bytes
package import Sessions

/// The sessions that a live diagnosis rests on: bounded, the latest ones.
///
/// A session that has ended tells of the past only: it holds no connection any more. So the oldest of
/// those go first, by age and by number.
package struct SessionWindow: Sendable {
  /// How long a session is kept after its end: as long as a server may keep a dead client's place.
  package var age: Interval
  /// Ended sessions kept at most.
  package var limit: Int
  /// In the order in which they ended.
  package private(set) var closed: [MailSession] = []
  /// Sessions that were forgotten because there were more than `limit`.
  package private(set) var forgotten = 0

  package init(age: Interval = .seconds(1_800), limit: Int = 10_000) {
    self.age = age
    self.limit = max(1, limit)
  }

  /// Adds sessions that have ended.
  package mutating func add(_ sessions: [MailSession]) {
    closed += sessions
    // Not each time: all that stay are moved.
    guard closed.count > limit + limit / 8 else { return }
    forgotten += closed.count - limit
    closed.removeFirst(closed.count - limit)
  }

  /// Puts the times right: the clock was set since.
  package mutating func clockWasSet(_ setting: ClockSetting) {
    closed = closed.map { $0.timed(after: [setting]) }
  }

  /// Forgets what ended too long before `now`.
  package mutating func forget(before now: Timestamp) {
    let first = closed.firstIndex { now.since($0.last.time) <= age } ?? closed.count
    if first > closed.count / 8 { closed.removeFirst(first) }
  }
}
