/// A line of Exchange's IMAP4 protocol log.
///
/// Of what the client sent it keeps a command's name and at most one word: see `LoggedCommand`.
package struct ProtocolLogEntry: Hashable, Sendable {
  /// How the server ended the command.
  package enum Status: Hashable, Sendable { case ok, no, bad, other }

  package var source: RecordSource
  package var time: RecordTime
  /// The log's name of the session.
  package var session: String
  package var sequence: Int
  /// `10.4.4.95:143`, as the log has it; empty where it is missing.
  package var server: String
  package var client: String
  package var user: String
  package var command: LoggedCommand
  package var status: Status?
  /// Why a sign-in ended as it did, where the log says so.
  package var reason: LoggedReason?

  /// The user's name alone, in lower case: without domain and without what follows an `@`.
  package var account: String {
    let name = user.lowercased()
    let local = name.split(separator: "\\").last ?? ""
    return String(local.split(separator: "@").first ?? "")
  }
}

/// The server's own words for how a sign-in ended (unconfirmed but for the first, which a public
/// POP3 log shows as well).
package enum LoggedReason: String, Hashable, Sendable, CaseIterable {
  case userConnectionLimitReached = "UserConnectionLimitReached"
  case userDisabled = "UserDisabled"
  case proxyNotAuthenticated = "ProxyNotAuthenticated"
  case proxyTimeout = "ProxyTimeout"
  case proxyFailed = "ProxyFailed"
  case noProxyConnection = "NoProxyConnection"

  private static let words = allCases.map { ($0, StaticWord(Array($0.rawValue.lowercased().utf8))) }

  /// The first of them in a text.
  init?(in text: ArraySlice<UInt8>) {
    guard let found = Self.words.first(where: { text.contains(word: $0.1) }) else { return nil }
    self = found.0
  }

  /// Whether the mailbox's server could not be reached.
  package var concernsBackEnd: Bool { self != .userConnectionLimitReached && self != .userDisabled }
}
