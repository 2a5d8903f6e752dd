/// The byte order of a capture under construction.
package enum CaptureByteOrder: Sendable, CaseIterable {
  case little
  case big

  /// The bytes of a number in this order.
  package func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    let little = (0..<(Number.bitWidth / 8)).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    return self == .little ? little : little.reversed()
  }
}

/// The clock of a capture under construction.
package enum CaptureResolution: Sendable, CaseIterable {
  case microseconds
  case nanoseconds

  /// Nanoseconds in one tick.
  package var tick: Int64 { self == .microseconds ? 1_000 : 1 }
}

/// A pcap file, built record by record.
package struct PcapFile: Sendable {
  package let byteOrder: CaptureByteOrder
  package let resolution: CaptureResolution
  package private(set) var bytes: [UInt8]
  /// Where each record ends in `bytes`.
  package private(set) var frameEnds: [Int] = []

  /// Starts with the file header.
  package init(
    byteOrder: CaptureByteOrder = .little, resolution: CaptureResolution = .microseconds,
    linkType: UInt32 = 1, snapLength: UInt32 = 262_144
  ) {
    self.byteOrder = byteOrder
    self.resolution = resolution
    let magic: UInt32 = resolution == .microseconds ? 0xa1b2_c3d4 : 0xa1b2_3c4d
    bytes = byteOrder.bytes(magic) + byteOrder.bytes(UInt16(2)) + byteOrder.bytes(UInt16(4))
    for word in [0, 0, snapLength, linkType] { bytes += byteOrder.bytes(word) }
  }

  /// Appends a record; `time` is in nanoseconds since 1970, cut to the file's resolution.
  package mutating func append(time: Int64, bytes data: [UInt8], originalLength: Int? = nil) {
    appendRecord(
      seconds: UInt32(truncatingIfNeeded: time / 1_000_000_000),
      fraction: UInt32(truncatingIfNeeded: time % 1_000_000_000 / resolution.tick),
      capturedLength: UInt32(truncatingIfNeeded: data.count),
      wireLength: UInt32(truncatingIfNeeded: originalLength ?? data.count), bytes: data)
  }

  /// Appends a record whose header may say anything.
  package mutating func appendRecord(
    seconds: UInt32, fraction: UInt32, capturedLength: UInt32, wireLength: UInt32,
    bytes data: [UInt8]
  ) {
    for word in [seconds, fraction, capturedLength, wireLength] { bytes += byteOrder.bytes(word) }
    bytes += data
    frameEnds.append(bytes.count)
  }
}
