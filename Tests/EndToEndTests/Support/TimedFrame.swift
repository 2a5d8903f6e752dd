import Bytes
import Capture
import TestSupport

/// A frame outside any file; captures are rewritten as lists of these.
struct TimedFrame: Equatable, Sendable {
  /// Nanoseconds since 1970.
  var time: Int64
  var bytes: [UInt8]
}

extension TimedFrame {
  /// The frames of a capture file.
  static func all(in file: [UInt8]) throws -> [TimedFrame] {
    var file = try CaptureFile(bytes: file)
    var frames: [TimedFrame] = []
    file.forEachFrame { header, bytes in
      frames.append(TimedFrame(time: header.time.nanoseconds, bytes: bytes.copy()))
      return true
    }
    return frames
  }

  /// The TCP connection of an IPv4 frame, by its ends' addresses and ports, the lower first.
  ///
  /// `isFromLower` tells the directions apart.
  var connection: (ends: [UInt64], isFromLower: Bool)? {
    guard let packet = NetworkPacket(ethernet: bytes)?.bytes, packet[9] == 6 else { return nil }
    let header = Int(packet[0] & 15) * 4
    func end(_ address: Int, _ port: Int) -> UInt64 {
      (packet[address..<(address + 4)] + packet[port..<(port + 2)]).reduce(0) {
        $0 << 8 | UInt64($1)
      }
    }
    let (source, destination) = (end(12, header), end(16, header + 2))
    let isFromLower = source < destination
    return (isFromLower ? [source, destination] : [destination, source], isFromLower)
  }
}
