import Bytes

/// A frame as its record or block describes it, not yet judged.
struct FrameRecord {
  /// What is known of a frame's time.
  enum TimeQuality {
    case sound
    /// The fraction is a second or more; the time is the seconds alone.
    case badFraction
    /// Outside what `Timestamp` holds.
    case clamped
    /// A simple packet block has none.
    case absent
  }

  var time: Timestamp
  var timeQuality: TimeQuality
  var capturedLength: Int
  /// As announced; may be less than `capturedLength`.
  var wireLength: Int
  /// Where the record or block starts in the capture.
  var offset: Int
}
