package import Bytes

/// How a mail parser reads a connection.
package struct MailOptions: Sendable {
  /// The capture began inside the connection: no greeting is expected.
  package var midstream = false
  /// Only the client's side was captured: nothing waits for the server.
  package var oneSided = false
  /// The server speaks LMTP (RFC 2033): one reply a recipient after a message.
  package var lmtp = false
  package var limits = MailLimits()
  /// Whether to send `MailEvent.line`.
  package var reportsLines = false
  /// Whether to send `MailEvent.harmless`.
  package var redacts = false
  /// Whether tags, names and codes are reported even where they may be a mistyped password.
  ///
  /// Off in the product: a word that no vocabulary knows is reported as `?`, an odd tag as
  /// `<tag>`. On, the events hold what stood on the wire, as the cases of the reference parser
  /// want them. Texts of the server are masked either way.
  package var keepsUnknownWords = false
  /// Makes a decompressor for COMPRESS=DEFLATE; without one, compressed bytes are skipped.
  package var inflater: (@Sendable () -> any RawInflater)?

  package init() {}
}
