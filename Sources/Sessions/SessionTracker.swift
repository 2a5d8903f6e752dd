package import Bytes
package import Mail
import Packets
package import Streams

/// Turns what streams report into mail sessions.
///
/// Connections are recognised by what is said on them; one that speaks something else costs
/// nothing more once that is clear.
package struct SessionTracker {
  private let capture: Int
  private let limits: SessionLimits
  private let mail: MailOptions
  /// The connection in each slot of the table; nil when it is not mail.
  private var conversations: [Conversation?] = []
  /// Connections that never said what they are, for when their server turns out to be one.
  private var undecided: [MailSession] = []
  /// Server ports on which mail was recognised.
  private var mailServers: [Endpoint: MailProtocol] = [:]
  /// Sessions that have ended, in the order in which they did.
  package private(set) var sessions: [MailSession] = []
  package private(set) var statistics = SessionStatistics()

  package init(capture: Int, limits: SessionLimits, mail: MailOptions) {
    self.capture = capture
    self.limits = limits
    self.mail = mail
  }
}
