/// Where in a capture something was seen.
@frozen @usableFromInline
package struct Stamp: Hashable, Sendable {
  /// The frame's number, from 1, as Wireshark numbers it (`frame.number`).
  @usableFromInline package var frame: Int
  @usableFromInline package var time: Timestamp

  @inlinable
  package init(frame: Int, time: Timestamp) {
    self.frame = frame
    self.time = time
  }
}
