/// What went into an evidence file.
package struct EvidenceSummary: Equatable, Sendable {
  package var frames = 0
  /// Frames with a remark.
  package var commentedFrames = 0
  /// Frames that only show that a connection lives, written without their payload.
  package var cutFrames = 0
  /// Payload bytes that stand for others.
  package var replacedBytes = 0
  /// Fragments of IP datagrams of which only the headers are kept, as secrets in them cannot be told.
  package var fragmentsWithoutPayload = 0
  /// Frames left out because nothing is known of what they hold.
  package var droppedFrames = 0

  package init() {}
}
