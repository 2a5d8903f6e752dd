package import Bytes
package import Mail

/// What became of connections and their bytes in a `SessionTracker`.
///
/// The books balance: connections are sessions, dropped sessions, foreign and undecided ones.
package struct SessionStatistics: Equatable, Sendable {
  /// Connections that ended, or were open when the capture did.
  package internal(set) var connections = 0
  /// Connections that speak something else.
  package internal(set) var foreign = 0
  /// Connections that said nothing that tells, on a port where no mail server was seen.
  package internal(set) var undecided = 0
  /// Undecided connections beyond `SessionLimits.undecided`: counted among the undecided, but
  /// not looked at again when their server turns out to be one of mail.
  package internal(set) var undecidedForgotten = 0
  /// Sessions beyond `SessionLimits.sessions`, which are only counted.
  package internal(set) var sessionsDropped = 0
  /// Facts beyond the limits of their sessions.
  package internal(set) var factsDropped = 0
  /// What the mail parsers made of the bytes that streams delivered.
  package internal(set) var mailBytes = PerSide(both: ByteCounters.zero)
  /// Delivered bytes of connections that turned out to speak something else.
  package internal(set) var foreignBytes = PerSide(both: 0)
  /// Delivered bytes of connections that never told what they speak.
  package internal(set) var undecidedBytes = PerSide(both: 0)
  /// What the limits of the parsers dropped.
  package internal(set) var mailDrops = MailDrops.none

  package init() {}
}
