/// What an IMAP parser knows about its connection.
struct IMAPFacts {
  /// The server's first line has come.
  var isGreeted = false
  /// The server has sent anything at all.
  var hasServerSpoken = false
  /// UTF8=ACCEPT is enabled (RFC 9755).
  var isUTF8 = false
  /// The server announced LITERAL-: non-synchronising literals up to 4,096 bytes (RFC 7888).
  var limitsLiterals = false
  var isPreauthenticated = false
  /// STARTTLS was sent and not answered yet.
  var awaitsTLS = false
  var wasTLSRefused = false
  /// Lines of the client are missing from the capture.
  var isClientLossy = false
  /// The client's lines are known to be lines, not a message's that began before the capture or in
  /// a gap.
  var isClientInStep = true
  /// The server's lines are known to be lines, not a literal's that began before the capture or
  /// in a gap.
  var isServerInStep = true
}
