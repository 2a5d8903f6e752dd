/// What became of connections and their bytes in a `SessionTracker`.
///
/// The books balance: connections seen are mail sessions, connections that are not mail, and those
/// that never said what they are.
package struct SessionStatistics: Equatable, Sendable {
  /// Connections that ended, or were open when the capture did.
  package internal(set) var connections = 0
  package internal(set) var mail = 0
  package internal(set) var notMail = 0
  /// Without a word, on a port where no mail server was seen.
  package internal(set) var undecided = 0
  /// Undecided connections beyond `SessionLimits.undecided`, which are only counted.
  package internal(set) var undecidedDropped = 0
  /// Sessions beyond `SessionLimits.sessions`, which are only counted.
  package internal(set) var sessionsDropped = 0
  /// Facts beyond the limits of a session.
  package internal(set) var factsDropped = 0

  package init() {}
}
