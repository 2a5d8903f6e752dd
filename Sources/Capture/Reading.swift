/// How far a reader came.
enum Reading {
  /// The capture is read to its end.
  case complete
  /// The body wanted no more; the next call goes on behind the frame it took last.
  case stopped
}
