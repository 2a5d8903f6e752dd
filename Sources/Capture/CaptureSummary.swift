package import Bytes

/// What was read from a capture so far.
///
/// `frames` is `framesHandedOver` plus `framesFilteredOut`, always.
package struct CaptureSummary: Equatable, Sendable {
  /// The file as it was named; `-` for standard input.
  package var path: String
  /// The link types of its interfaces in order of appearance, at most `CaptureLimits.linkTypes`.
  package var linkTypes: [LinkType]
  /// Complete frames read from the capture.
  package var frames: Int
  /// The number of the last frame; above `frames` where other pcapng blocks took numbers.
  package var lastFrameNumber: Int
  /// Frames given to the body, the one that stopped the reading included.
  package var framesHandedOver: Int
  /// Frames that the filter left out.
  package var framesFilteredOut: Int
  /// Captured bytes of all `frames`.
  package var bytes: Int
  /// The earliest time of a frame, doubtful times left out; nil when there is none.
  package var firstTime: Timestamp?
  /// The latest time of a frame, doubtful times left out; nil when there is none.
  package var lastTime: Timestamp?
  /// Digits after the second that the finest of its resolutions can fill: 6 or 9.
  package var subsecondDigits: Int
  /// Oddities that did not stop the reading, at most one of each kind.
  package var warnings: [CaptureWarning]
  /// Frames that the capturing side says it lost.
  package var drops: Int
  /// What ended the reading before the capture's end.
  package var damage: CaptureError?
}
