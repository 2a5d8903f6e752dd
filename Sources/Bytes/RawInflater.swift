/// A decompressor of a raw deflate stream (RFC 1951), fed piece by piece.
///
/// `Mail` needs one for COMPRESS=DEFLATE (RFC 4978) but touches no C; `Capture`, where all C lives,
/// provides it, and `Pipeline` brings the two together.
package protocol RawInflater: AnyObject {
  /// Decompresses `input` and lends what comes out, at most 64 KiB at a time.
  ///
  /// `body` returns whether to go on. The produced bytes are gone when it returns.
  func inflate(_ input: Span<UInt8>, _ body: (Span<UInt8>) -> Bool) -> InflateOutcome
}

/// How a call of `RawInflater.inflate` ended.
package enum InflateOutcome: Sendable {
  /// All of the input was used; more may follow.
  case consumed
  /// The deflate stream ended inside the input.
  case ended
  /// The bytes are not a deflate stream.
  case corrupt
  /// `body` asked to stop.
  case stopped
}
