/// An option of a pcapng block under construction.
package struct PcapngOption: Sendable {
  package var code: UInt16
  package var value: [UInt8]

  package init(code: UInt16, value: [UInt8]) {
    self.code = code
    self.value = value
  }
}

/// A pcapng file, built block by block.
package struct PcapngFile: Sendable {
  /// The current section's byte order.
  package private(set) var byteOrder: CaptureByteOrder
  package private(set) var bytes: [UInt8] = []
  /// Where each packet block ends in `bytes`.
  package private(set) var frameEnds: [Int] = []
  /// Where each block of any type ends in `bytes`.
  package private(set) var blockEnds: [Int] = []
  /// Nanoseconds in one tick of each interface of the section.
  private var ticks: [Int64] = []

  /// Starts with a section header.
  package init(byteOrder: CaptureByteOrder = .little) {
    self.byteOrder = byteOrder
    beginSection(byteOrder: byteOrder)
  }

  /// Begins another section: its interfaces are numbered from 0 again.
  package mutating func beginSection(
    byteOrder: CaptureByteOrder, sectionLength: UInt64 = .max, options: [PcapngOption] = []
  ) {
    self.byteOrder = byteOrder
    ticks = []
    var body = byteOrder.bytes(UInt32(0x1a2b_3c4d))
    body += byteOrder.bytes(UInt16(1)) + byteOrder.bytes(UInt16(0))
    appendBlock(type: 0x0a0d_0d0a, body: body + byteOrder.bytes(sectionLength) + encode(options))
  }

  /// Describes an interface and returns its number in the section.
  @discardableResult
  package mutating func addInterface(
    linkType: UInt16 = 1, snapLength: UInt32 = 0, resolution: CaptureResolution = .microseconds,
    options: [PcapngOption] = []
  ) -> UInt32 {
    let clock = resolution == .nanoseconds ? [PcapngOption(code: 9, value: [9])] : []
    let body = byteOrder.bytes(linkType) + byteOrder.bytes(UInt16(0)) + byteOrder.bytes(snapLength)
    appendBlock(type: 1, body: body + encode(clock + options))
    ticks.append(resolution.tick)
    return UInt32(ticks.count - 1)
  }

  /// Appends an Enhanced Packet Block; `time` is in nanoseconds since 1970.
  package mutating func append(
    time: Int64, bytes data: [UInt8], originalLength: Int? = nil, interface: UInt32 = 0,
    options: [PcapngOption] = []
  ) {
    let tick = Int(interface) < ticks.count ? ticks[Int(interface)] : 1_000
    append(
      ticks: UInt64(bitPattern: time / tick), bytes: data, originalLength: originalLength,
      interface: interface, options: options)
  }

  /// Appends an Enhanced Packet Block with the time as it stands in the file.
  package mutating func append(
    ticks: UInt64, bytes data: [UInt8], originalLength: Int? = nil, interface: UInt32 = 0,
    options: [PcapngOption] = []
  ) {
    let body = byteOrder.bytes(interface) + packet(ticks, data, originalLength)
    appendBlock(type: 6, body: body + encode(options))
    frameEnds.append(bytes.count)
  }

  /// Appends an obsolete Packet Block.
  package mutating func appendObsolete(
    ticks: UInt64, bytes data: [UInt8], originalLength: Int? = nil, interface: UInt16 = 0,
    drops: UInt16 = .max
  ) {
    let start = byteOrder.bytes(interface) + byteOrder.bytes(drops)
    appendBlock(type: 2, body: start + packet(ticks, data, originalLength))
    frameEnds.append(bytes.count)
  }

  /// Appends a Simple Packet Block.
  package mutating func appendSimple(bytes data: [UInt8], originalLength: Int? = nil) {
    let length = UInt32(truncatingIfNeeded: originalLength ?? data.count)
    appendBlock(type: 3, body: byteOrder.bytes(length) + Self.padded(data))
    frameEnds.append(bytes.count)
  }

  /// Appends an Interface Statistics Block.
  package mutating func appendStatistics(interface: UInt32, options: [PcapngOption]) {
    appendBlock(
      type: 5, body: byteOrder.bytes(interface) + byteOrder.bytes(UInt64(0)) + encode(options))
  }

  /// Appends a block of any type; the body is padded to 32 bits.
  package mutating func appendBlock(type: UInt32, body: [UInt8]) {
    let body = Self.padded(body)
    let length = byteOrder.bytes(UInt32(truncatingIfNeeded: body.count + 12))
    append(raw: byteOrder.bytes(type) + length + body + length)
    blockEnds.append(bytes.count)
  }

  /// Appends bytes as they are.
  package mutating func append(raw: [UInt8]) { bytes += raw }

  /// An option with a 64-bit number, such as a counter.
  package func option(_ code: UInt16, _ number: UInt64) -> PcapngOption {
    PcapngOption(code: code, value: byteOrder.bytes(number))
  }

  private func packet(_ ticks: UInt64, _ data: [UInt8], _ originalLength: Int?) -> [UInt8] {
    let lengths = [data.count, originalLength ?? data.count].map {
      byteOrder.bytes(UInt32(truncatingIfNeeded: $0))
    }
    let time =
      byteOrder.bytes(UInt32(truncatingIfNeeded: ticks >> 32))
      + byteOrder.bytes(UInt32(truncatingIfNeeded: ticks))
    return time + lengths[0] + lengths[1] + Self.padded(data)
  }

  private func encode(_ options: [PcapngOption]) -> [UInt8] {
    guard !options.isEmpty else { return [] }
    let encoded = options.flatMap { option in
      byteOrder.bytes(option.code)
        + byteOrder.bytes(UInt16(truncatingIfNeeded: option.value.count))
        + Self.padded(option.value)
    }
    return encoded + [0, 0, 0, 0]
  }

  private static func padded(_ bytes: [UInt8]) -> [UInt8] {
    bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
  }
}
