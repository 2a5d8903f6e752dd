/// What went into an evidence file.
package struct EvidenceSummary: Equatable, Sendable {
  package var frames = 0
  /// Frames with a remark.
  package var commentedFrames = 0
  /// Frames that only show that a connection lives, written without their payload.
  package var cutFrames = 0

  package init() {}
}
