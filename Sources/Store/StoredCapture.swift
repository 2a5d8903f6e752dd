package import Bytes

/// What a run read: an interface, or a file, and how much of it by now.
package struct StoredCapture: Hashable, Sendable {
  package var path: String
  package var linkTypes: [String]
  /// Decimals of its times, 6 or 9.
  package var digits: Int
  package var frames: Int
  /// Captured bytes, without record headers.
  package var bytes: Int
  /// Frames that were lost on their way.
  package var drops: Int
  /// TCP connections seen, mail or not.
  package var connections: Int
  package var start: Timestamp?
  package var end: Timestamp?

  package init(
    path: String, linkTypes: [String] = [], digits: Int = 9, frames: Int = 0, bytes: Int = 0,
    drops: Int = 0, connections: Int = 0, start: Timestamp? = nil, end: Timestamp? = nil
  ) {
    self.path = path
    self.linkTypes = linkTypes
    self.digits = digits
    self.frames = frames
    self.bytes = bytes
    self.drops = drops
    self.connections = connections
    self.start = start
    self.end = end
  }
}
