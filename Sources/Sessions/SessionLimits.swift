/// What is kept of one session at most; what does not fit is counted in `droppedFacts`.
package struct SessionLimits: Sendable {
  /// Authentications kept of one session: the first ones, and always the last.
  package var authentications = 256
  /// Refusals outside authentication.
  package var refusals = 64
  /// Remarks in successful answers.
  package var notices = 16
  /// SMTP sender and recipient commands and ends of messages.
  package var transactions = 4_096
  /// Sessions of one capture.
  package var sessions = 1_000_000
  /// Connections whose protocol is not known when they end, kept for their port's sake.
  package var undecided = 65_536

  /// Server endpoints on which mail was recognised that are remembered.
  package var servers = 4_096
  /// Connections whose ICMP errors are counted.
  package var unreachables = 4_096

  package init() {}
}
