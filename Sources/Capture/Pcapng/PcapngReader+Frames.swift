import Bytes

extension PcapngReader {
  private enum EnhancedPacket {
    static let dropCount: UInt16 = 4
  }

  /// Hands over the frame of a packet block, of which all bytes are there.
  @inline(__always)
  mutating func passFrame(
    of block: PcapngBlock, in bytes: Span<UInt8>, at place: Int, through gate: inout FrameGate,
    to body: PlacedFrameBody
  ) throws(CaptureFault) -> Bool {
    let packet = PcapngPacket(block, in: bytes, order)
    guard packet.interface < interfaces.count else {
      throw CaptureFault(
        .badInterface, at: block.offset,
        expected: "one of \(interfaces.count) interfaces of the section",
        found: "interface \(packet.interface)")
    }
    let interface = interfaces[packet.interface]
    let captured = packet.capturedLength ?? interface.cut(packet.wireLength)
    let end = packet.dataStart + captured
    guard captured <= CaptureLimits.capturedLength, end <= block.bodyEnd else {
      throw CaptureFault(
        .badLength, at: block.offset, expected: expectedLength(of: packet, in: block),
        found: "\(captured)")
    }
    let optionsStart = packet.dataStart + (captured + 3) / 4 * 4
    if block.kind == .enhancedPacket, optionsStart < block.bodyEnd {
      takeOptions(
        bytes.extracting(optionsStart..<block.bodyEnd), of: packet.interface, block, &gate)
    } else if packet.drops > 0 {
      addDrops(packet.drops, to: packet.interface)
    }
    let (time, quality) = time(of: packet, on: interface)
    let record = FrameRecord(
      time: time, timeQuality: quality, capturedLength: captured, wireLength: packet.wireLength,
      offset: block.offset)
    return gate.pass(
      record, bytes.extracting(packet.dataStart..<end), at: place + packet.dataStart, of: interface,
      numbered: interfacesBefore + packet.interface, to: body)
  }

  @inline(__always)
  private func time(
    of packet: PcapngPacket, on interface: CaptureInterface
  ) -> (Timestamp, FrameRecord.TimeQuality) {
    guard let ticks = packet.ticks else { return (Timestamp(nanoseconds: .max), .absent) }
    let (time, isClamped) = interface.resolution.time(at: ticks, offset: interface.timeOffset)
    return (time, isClamped ? .clamped : .sound)
  }

  private func expectedLength(of packet: PcapngPacket, in block: PcapngBlock) -> String {
    let room = min(block.bodyEnd - packet.dataStart, CaptureLimits.capturedLength)
    return "at most \(room) captured bytes"
  }

  @inline(never)
  private mutating func takeOptions(
    _ options: Span<UInt8>, of interface: Int, _ block: PcapngBlock, _ gate: inout FrameGate
  ) {
    var drops: UInt64 = 0
    let isSound = PcapngOptions.forEach(in: options, order) { code, value in
      guard code == EnhancedPacket.dropCount else { return true }
      guard value.count == 8 else { return false }
      drops = drops.addingSaturated(order.uint64(value, at: 0))
      return true
    }
    if !isSound {
      gate.ledger.warnings.note(
        .badOption, frame: gate.ledger.number + 1, offset: block.offset)
    }
    if drops > 0 { addDrops(drops, to: interface) }
  }

  private mutating func addDrops(_ count: UInt64, to interface: Int) {
    interfaces[interface].dropsBeforeFrames =
      interfaces[interface].dropsBeforeFrames.addingSaturated(count)
  }
}

extension CaptureInterface {
  /// The captured bytes of a simple packet, which does not say them.
  fileprivate func cut(_ wireLength: Int) -> Int {
    snapLength == 0 ? wireLength : min(wireLength, Int(snapLength))
  }
}
