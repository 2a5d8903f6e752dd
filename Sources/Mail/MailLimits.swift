/// The bounds that keep hostile traffic from costing memory or time.
///
/// What each of them drops is counted in `MailCounters`.
package struct MailLimits: Sendable {
  /// Bytes of a line, its end included; a longer line is skipped and reported.
  package var line = 65_536
  /// Depth of parentheses in an IMAP line, beyond which it is reported.
  package var nesting = 100
  /// Decompressed bytes per compressed byte at which a side is given up, once `inflateMinimum` is
  /// passed.
  package var inflateRatio = 1_000
  /// Decompressed bytes below which no ratio is looked at.
  package var inflateMinimum = 1 << 20
  /// Bytes of an SMTP command line, its end included (RFC 5321, 4.5.3.1.4); reported beyond.
  package var smtpCommand = 512
  /// Bytes of a message line, its end included (RFC 5321, 4.5.3.1.6); reported beyond.
  package var smtpLine = 1_000
  /// Bytes after DATA that wait for the server's 354; beyond, they are taken for the message.
  package var earlyData = 65_536
  /// IMAP commands whose answer is awaited; beyond, the oldest is forgotten.
  package var outstandingTags = 1_000
  /// SMTP commands whose reply is awaited; replies beyond have no target.
  package var pendingReplies = 4_096
  /// Literal sizes kept of one command or response.
  package var literals = 4_096
  /// Capability words of one announcement.
  package var capabilities = 256
  /// Sign-ins that await their result at once.
  package var signIns = 16
  /// Different sizes of gaps that are reported.
  package var gapSizes = 64
  /// Secrets that are looked for in the server's words; beyond, the oldest is forgotten.
  package var secrets = 16
  /// TLS handshake messages and alerts reported of one side.
  package var tlsEvents = 64

  package init() {}
}

extension MailLimits {
  /// Bytes of a server's text that an event keeps.
  static let text = 1_024
  /// Bytes of a capability word.
  static let capability = 128
  /// Bytes of a tag, an account or a name that an event keeps.
  static let name = 1_024
  /// Bytes of a secret that are looked for in the server's words; of a longer one, its beginning.
  static let secret = 256
  /// Byte comparisons that the search of one text for secrets may take.
  static let searchSteps = 65_536
}
