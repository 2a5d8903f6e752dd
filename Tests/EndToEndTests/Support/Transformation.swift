import TestSupport

/// A way to rewrite a capture's frames.
///
/// Small ones are put together with `then`; none changes what happened on the network.
struct Transformation: Sendable {
  var apply: @Sendable ([TimedFrame]) -> [TimedFrame]

  func then(_ next: Transformation) -> Transformation {
    Transformation { next.apply(apply($0)) }
  }

  static let none = Transformation { $0 }

  /// Each frame becomes the frames that `body` makes of it and its number, all of its time.
  static func eachFrame(
    _ body: @escaping @Sendable (_ frame: [UInt8], _ number: Int) -> [[UInt8]]
  ) -> Transformation {
    Transformation { frames in
      frames.enumerated().flatMap { index, frame in
        body(frame.bytes, index + 1).map { TimedFrame(time: frame.time, bytes: $0) }
      }
    }
  }

  /// Each IP packet becomes what `body` makes of it, in an Ethernet frame; others stay.
  static func eachPacket(
    _ body: @escaping @Sendable (NetworkPacket) -> NetworkPacket
  ) -> Transformation {
    eachFrame { frame, _ in
      NetworkPacket(ethernet: frame).map { [Frame.ethernet(body($0))] } ?? [frame]
    }
  }

  static func encapsulated(_ encapsulation: Encapsulation) -> Transformation {
    eachFrame { encapsulation.wrap($0, number: $1) }
  }

  /// Frames that are not IP are left out: for link types that carry nothing else.
  static let onlyIP = eachFrame { frame, _ in
    NetworkPacket(ethernet: frame) == nil ? [] : [frame]
  }

  /// Every frame has a copy right behind it.
  static let doubled = eachFrame { frame, _ in [frame, frame] }

  /// Every IPv4 frame comes again 0.1 ms later, behind a router.
  static let doubledBehindRouter = Transformation { frames in
    let copies = frames.map { frame in
      TimedFrame(time: frame.time + 100_000, bytes: routed(frame.bytes))
    }
    // Sorting is stable: frames of one time stay in order.
    return (frames + copies).sorted { $0.time < $1.time }
  }

  /// A frame with a hop less to live and the header's checksum made right.
  private static func routed(_ frame: [UInt8]) -> [UInt8] {
    guard let packet = NetworkPacket(ethernet: frame), packet.etherType == 0x0800 else {
      return frame
    }
    var bytes = frame
    let header = 14..<(14 + Int(packet.bytes[0] & 15) * 4)
    bytes[14 + 8] -= 1
    bytes.replaceSubrange(24..<26, with: [0, 0])
    bytes.replaceSubrange(24..<26, with: be16(internetChecksum(Array(bytes[header]))))
    return bytes
  }

  /// Neighbours change places, one pair in twenty; times stay where they are.
  static func swapped(seed: UInt64) -> Transformation {
    Transformation { frames in
      var random = SeededGenerator(seed: seed)
      var frames = frames
      var index = 0
      while index + 1 < frames.count {
        if Int.random(in: 0..<20, using: &random) == 0 {
          (frames[index].bytes, frames[index + 1].bytes) = (
            frames[index + 1].bytes, frames[index].bytes
          )
          index += 1
        }
        index += 1
      }
      return frames
    }
  }

  /// One frame in twenty is missing.
  static func lossy(seed: UInt64) -> Transformation {
    Transformation { frames in
      var random = SeededGenerator(seed: seed)
      return frames.filter { _ in Int.random(in: 0..<20, using: &random) != 0 }
    }
  }
}
