package import Packets

/// Which frames of the captures an evidence file holds, and what is said about them.
///
/// A plain value, made of sessions and incidents alone: whoever copies frames asks it about each.
package struct FrameSelection: Sendable {
  /// The frames of one connection in one capture.
  package struct Stretch: Hashable, Sendable {
    /// From the connection's first frame to its last.
    package var frames: ClosedRange<Int>
    /// The frame up to which all of it is kept; nil keeps everything.
    package var openingEnd: Int?
    /// The frame from which all of it is kept again.
    package var closingStart: Int

    package init(frames: ClosedRange<Int>, openingEnd: Int? = nil, closingStart: Int? = nil) {
      self.frames = frames
      self.openingEnd = openingEnd
      self.closingStart = closingStart ?? frames.upperBound
    }

    /// Whether the frame is kept, or belongs to what was said between sign-in and end.
    package func keeps(_ frame: Int) -> Bool {
      guard let openingEnd else { return true }
      return frame <= openingEnd || frame >= closingStart
    }
  }

  /// What is kept of one capture.
  package struct Capture: Sendable {
    package var connections: [ConnectionKey: [Stretch]] = [:]
    /// By frame number, the gravest incident first.
    package var comments: [Int: [String]] = [:]
    /// Addresses that talk on kept connections, for fragments, which name no port.
    package var pairs: Set<[IPAddress]> = []

    package init() {}

    package var isEmpty: Bool { connections.isEmpty }

    /// The connection's stretch that the frame belongs to; nil where it is not kept.
    package func stretch(of key: ConnectionKey, at frame: Int) -> Stretch? {
      connections[key]?.first { $0.frames.contains(frame) }
    }

    mutating func add(_ stretch: Stretch, of key: ConnectionKey) {
      connections[key, default: []].append(stretch)
      pairs.insert([key.lower.address, key.upper.address])
    }
  }

  /// In the order of the command line.
  package var captures: [Capture]

  package var isEmpty: Bool { captures.allSatisfy(\.isEmpty) }
}
