/// What an SMTP parser knows about its connection.
struct SMTPFacts {
  /// The server's first reply has come.
  var isGreeted = false
  /// The client's next lines are SASL messages.
  var isSigningIn = false
  /// AUTH was sent, and the server's 334 is not in the capture: what is no command may be a SASL
  /// message.
  var isSigningInUnseen = false
  /// STARTTLS was sent and not answered yet.
  var awaitsTLS = false
  /// Lines of the client are missing from the capture.
  var isClientLossy = false
  /// Recipients of the message to come, as far as the server took them; for LMTP.
  var recipients = 0
}
