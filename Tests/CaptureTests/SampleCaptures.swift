import TestSupport
import Testing

/// A small capture of known frames.
struct SampleCapture: CustomTestStringConvertible {
  var name: String
  var bytes: [UInt8]
  /// Where each frame is complete in `bytes`.
  var frameEnds: [Int]
  /// Where a cut cannot show: after the file header, a record or a block.
  var seams: [Int]
  var testDescription: String { name }

  /// One of each container and variant.
  static let all: [SampleCapture] =
    CaptureByteOrder.allCases.flatMap { order in
      CaptureResolution.allCases.map { pcap(order, $0) } + [pcapng(order)]
    } + [mixedOrders]

  /// A moment in 2026.
  static let start: Int64 = 1_795_000_000_123_456_789

  /// Frame contents of every length modulo 4, an empty one among them.
  static let contents: [[UInt8]] = [60, 0, 61, 1, 66, 59].enumerated().map { index, count in
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ index) }
  }

  private static func pcap(
    _ order: CaptureByteOrder, _ resolution: CaptureResolution
  ) -> SampleCapture {
    var file = PcapFile(byteOrder: order, resolution: resolution)
    for (index, content) in contents.enumerated() {
      file.append(
        time: start + Int64(index) * 1_001, bytes: content, originalLength: content.count + index)
    }
    return SampleCapture(
      name: "pcap, \(order) endian, \(resolution)", bytes: file.bytes, frameEnds: file.frameEnds,
      seams: [24] + file.frameEnds)
  }

  private static func pcapng(_ order: CaptureByteOrder) -> SampleCapture {
    var file = PcapngFile(byteOrder: order)
    file.addInterface()
    file.addInterface(linkType: 113, snapLength: 96, resolution: .nanoseconds)
    fill(&file, firstTick: 0)
    return SampleCapture(
      name: "pcapng, \(order) endian", bytes: file.bytes, frameEnds: file.frameEnds,
      seams: file.blockEnds)
  }

  private static var mixedOrders: SampleCapture {
    var file = PcapngFile(byteOrder: .little)
    file.addInterface()
    file.addInterface(linkType: 101)
    fill(&file, firstTick: 0)
    file.beginSection(byteOrder: .big)
    file.addInterface(linkType: 228)
    file.addInterface(resolution: .nanoseconds)
    fill(&file, firstTick: 100_000)
    return SampleCapture(
      name: "pcapng, a section of each order", bytes: file.bytes, frameEnds: file.frameEnds,
      seams: file.blockEnds)
  }

  /// Packets of every kind with unknown blocks, statistics and options between them.
  private static func fill(_ file: inout PcapngFile, firstTick: Int64) {
    for (index, content) in contents.enumerated() {
      let time = start + firstTick + Int64(index) * 1_000
      switch index {
      case 2: file.appendSimple(bytes: content)
      case 3: file.appendObsolete(ticks: UInt64(time / 1_000), bytes: content, drops: 3)
      default:
        file.append(
          time: time, bytes: content, interface: UInt32(index % 2),
          options: index == 4 ? [file.option(4, 2), PcapngOption(code: 1, value: [120])] : [])
      }
      file.appendBlock(type: 0x0bad_0bad, body: [1, 2, 3])
      file.appendStatistics(interface: 0, options: [file.option(5, 9)])
    }
  }
}
