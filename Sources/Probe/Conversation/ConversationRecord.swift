package import Bytes
package import Mail
package import Sessions

/// What one connection came to.
package struct ConversationRecord: Sendable {
  /// What a conversation is waiting for.
  package enum Stage: String, Sendable {
    case securing = "tls"
    case greeting
    /// Greeted, and held open until the other connections are.
    case holding = "held"
    case capabilities
    case startTLS = "starttls"
    case capabilitiesInside = "capabilities-inside-tls"
    case leaving
  }

  /// How a conversation ended.
  package enum End: Equatable, Sendable {
    /// All that was asked was answered, and the client took its leave.
    case complete
    /// The greeting turned the client away.
    case turnedAway
    case closed(Stage)
    case reset(Stage)
    /// Nothing, or no end of it, within the time-out.
    case silent(Stage)
    /// More bytes or lines than a probe reads.
    case flooded(Stage)
    /// The server's first words are no greeting of a mail server.
    case foreign
    case tlsFailed
    case startTLSRefused
    /// An error of the connection, in the system's words.
    case broken(Stage, String)
  }

  package var end = End.complete
  /// What the greeting says the server speaks, or what it was taken to speak.
  package var mailProtocol: MailProtocol?
  package var greeting: GreetingRecord?
  /// The server's first line, at most 1,024 bytes, whatever it is; empty where nothing came.
  package var firstLine = WireText("")
  /// From the connection, or the end of TLS's handshake, to the greeting.
  package var greetingTime: Interval?
  /// Capabilities announced in the clear, or inside TLS that was there from the start.
  package var offered: [String]?
  package var offeredTime: Interval?
  /// Capabilities announced behind STARTTLS.
  package var offeredInside: [String]?
  package var offeredInsideTime: Interval?
  package var startTLS: StartTLSRecord?
  package var tls: TLSRecord?
  /// What the server says when it takes its leave unasked (`* BYE …`).
  package var parting: WireText?
  /// What bounds kept from being read.
  package var cutOff = CutOff()

  package init() {}

  /// Whether a greeting came that lets the client go on.
  package var isWelcome: Bool { greeting.map { !$0.isRefusal } ?? false }
}

/// A server's greeting.
package struct GreetingRecord: Sendable {
  /// IMAP: all after `* `; SMTP: the first line after its code.
  package var text: WireText
  package var status: IMAPStatus?
  package var code: Int?

  package init(text: WireText, status: IMAPStatus? = nil, code: Int? = nil) {
    self.text = text
    self.status = status
    self.code = code
  }

  /// Whether it turns the client away: BYE, 4xx, 5xx.
  package var isRefusal: Bool { status == .bye || code.map { $0 >= 400 } ?? false }
}

/// What the server made of STARTTLS.
package struct StartTLSRecord: Sendable {
  package enum Outcome: String, Sendable {
    case agreed
    case refused
    /// The capabilities do not name it; it was not sent.
    case notOffered = "not-offered"
    /// Plain text came behind the agreement, as if somebody had slipped it in (RFC 9051, 11.1).
    case injected
  }

  package var outcome: Outcome
  /// The server's answer; empty where it was not asked.
  package var text = WireText("")
  package var time: Interval?

  package init(_ outcome: Outcome, text: WireText = WireText(""), time: Interval? = nil) {
    self.outcome = outcome
    self.text = text
    self.time = time
  }
}

/// What bounds kept a probe from reading or keeping.
package struct CutOff: Hashable, Sendable {
  /// Bytes of lines longer than the limit.
  package var overlongBytes = 0
  /// Capabilities beyond the limit.
  package var capabilities = 0
  /// Whether the connection was given up as the server sent more than is read.
  package var isFlooded = false

  package init() {}
}
