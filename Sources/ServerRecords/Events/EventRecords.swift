/// Event 9646 of MSExchangeIS: a mailbox's sessions, or a session's objects, met the store's limit.
package struct SessionLimitEvent: Hashable, Sendable {
  package var source: RecordSource
  package var time: RecordTime
  /// The mailbox as the event names it: a legacy DN, a GUID, or a name.
  package var mailbox: String
  package var maximum: Int
  /// `session`, or an object type such as `objtMessageView`.
  package var objectType: String

  /// The mailbox's own name: what follows the DN's last `cn=`.
  package var mailboxName: String {
    let bytes = Array(mailbox.utf8)[...]
    guard let last = bytes.lastIndex(of: UInt8(ascii: "=")),
      bytes[..<last].suffix(2).isWord("cn")
    else { return mailbox }
    return String(decoding: bytes[(last + 1)...], as: UTF8.self)
  }

  /// Whether sessions are what was counted, not a session's open objects.
  package var countsSessions: Bool { objectType.lowercased() == "session" }
}

/// Event 1009 of MSExchangeIMAP4 or MSExchangePOP3: an account's connections met
/// MaxConnectionsPerUser (for IMAP4 the number is not confirmed by a public observation).
package struct UserLimitEvent: Hashable, Sendable {
  package var source: RecordSource
  package var time: RecordTime
  package var user: String
  package var maximum: Int
  package var isIMAP: Bool
}

/// Events 1021 and 1009 of MSExchangeTransport: a receive connector turned a connection away.
package struct ConnectorRefusalEvent: Hashable, Sendable {
  package var source: RecordSource
  package var time: RecordTime
  package var connector: String
  /// The client's address; nil where all connections of the connector were counted (1009).
  package var address: String?
  package var limit: Int
}

/// What an export of the event log holds that matters here.
struct EventRecords {
  var sessionLimits: [SessionLimitEvent] = []
  var userLimits: [UserLimitEvent] = []
  var connectorRefusals: [ConnectorRefusalEvent] = []
  var hasAmbiguousDates = false
}
