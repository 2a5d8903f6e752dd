/// Where in a capture something was seen.
package struct Stamp: Hashable, Sendable {
  /// The frame's number, from 1, as Wireshark numbers it (`frame.number`).
  package var frame: Int
  package var time: Timestamp

  @inlinable
  package init(frame: Int, time: Timestamp) {
    self.frame = frame
    self.time = time
  }
}
