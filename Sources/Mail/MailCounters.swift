package import Bytes

/// Where the bytes of one side went.
///
/// `delivered + inflated == accounted` once the parser has finished: nothing gets lost.
package struct ByteCounters: Hashable, Sendable {
  /// Bytes given to the parser.
  package var delivered = 0
  /// Bytes that came out of COMPRESS=DEFLATE.
  package var inflated = 0

  /// Bytes of whole lines, ends included.
  package var lines = 0
  /// Bytes of IMAP literals and BDAT chunks.
  package var literals = 0
  /// Bytes of messages after DATA, the final dot included.
  package var messages = 0
  /// Bytes of lines beyond the limit.
  package var overlong = 0
  /// Bytes up to the first line end after a gap, and the part of a line before it.
  package var resync = 0
  package var tls = 0
  /// Bytes after the connection turned out not to speak the protocol, or to break off deflate.
  package var foreign = 0
  /// Bytes of a deflate stream as they came from the wire.
  package var compressed = 0
  /// Bytes of lines that never ended, or that TLS cut off.
  package var unfinished = 0

  package var accounted: Int {
    lines + literals + messages + overlong + resync + tls + foreign + compressed + unfinished
  }
}

/// What a mail parser's limits dropped.
package struct MailDrops: Hashable, Sendable {
  /// Outstanding IMAP tags that were forgotten.
  package var tags = 0
  /// SMTP commands whose reply has no target.
  package var commands = 0
  /// Literal sizes that no event holds.
  package var literals = 0
  /// Capability words that no event holds.
  package var capabilities = 0
  /// Sign-ins that were not followed.
  package var signIns = 0
  /// Gaps that were not reported.
  package var gaps = 0
  /// Secrets that were forgotten, and so would not be masked any more.
  package var secrets = 0
  /// TLS handshake messages and alerts that were not reported.
  package var tlsEvents = 0
  /// Messages that were taken for accepted because too much of them waited for the 354.
  package var awaitedReplies = 0
}

/// What a mail parser took in, and what its limits dropped.
package struct MailCounters: Equatable, Sendable {
  package var bytes: PerSide<ByteCounters>
  package var drops: MailDrops
}
