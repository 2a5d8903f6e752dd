import TestSupport

/// A kind of capture file.
struct Container: Sendable {
  var write: @Sendable (_ frames: [TimedFrame], _ linkType: UInt32) -> [UInt8]

  static func pcap(
    _ byteOrder: CaptureByteOrder = .little, _ resolution: CaptureResolution = .microseconds
  ) -> Container {
    Container { frames, linkType in
      var file = PcapFile(byteOrder: byteOrder, resolution: resolution, linkType: linkType)
      for frame in frames { file.append(time: frame.time, bytes: frame.bytes) }
      return file.bytes
    }
  }

  static func pcapng(
    _ byteOrder: CaptureByteOrder = .little, _ resolution: CaptureResolution = .microseconds
  ) -> Container {
    Container { frames, linkType in
      var file = PcapngFile(byteOrder: byteOrder)
      file.addInterface(linkType: UInt16(linkType), resolution: resolution)
      for frame in frames { file.append(time: frame.time, bytes: frame.bytes) }
      return file.bytes
    }
  }

  /// Two interfaces by turns: Ethernet, and raw IP in nanoseconds for what is IP.
  static func twoInterfaces(_ byteOrder: CaptureByteOrder) -> Container {
    Container { frames, linkType in
      var file = PcapngFile(byteOrder: byteOrder)
      let ethernet = file.addInterface(linkType: UInt16(linkType))
      let raw = file.addInterface(linkType: 101, resolution: .nanoseconds)
      for (index, frame) in frames.enumerated() {
        if index % 2 == 1, let packet = NetworkPacket(ethernet: frame.bytes) {
          file.append(time: frame.time, bytes: packet.bytes, interface: raw)
        } else {
          file.append(time: frame.time, bytes: frame.bytes, interface: ethernet)
        }
      }
      return file.bytes
    }
  }

  var gzipped: Container {
    Container { Gzip.member(of: write($0, $1)) }
  }
}
