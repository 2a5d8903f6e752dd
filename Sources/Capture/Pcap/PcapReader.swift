import Bytes

/// Reads the records of a pcap file (draft-ietf-opsawg-pcap) behind its header.
struct PcapReader {
  private enum FileHeader {
    static let majorVersion = 4
    static let snapLength = 16
    static let linkType = 20
    static let end = 24
    /// What stands above it is the frame check sequence's length.
    static let linkTypeMask: UInt32 = 0x03ff_ffff
  }

  private enum RecordHeader {
    static let seconds = 0
    static let fraction = 4
    static let capturedLength = 8
    static let wireLength = 12
  }

  private let variant: PcapVariant
  private let interface: CaptureInterface
  private let nanosecondsPerTick: Int64

  /// Reads the file header; the filter is compiled for the file's link type.
  init(
    _ variant: PcapVariant, from window: inout ByteWindow, through gate: inout FrameGate
  ) throws(CaptureFault) {
    guard window.holds(FileHeader.end) else {
      throw window.shortfall(
        .truncatedHeader, at: 0, expected: "a file header of \(FileHeader.end) bytes")
    }
    let order = variant.order
    let version = order.uint16(window.bytes, at: FileHeader.majorVersion)
    let linkType = LinkType(
      inFile: order.uint32(window.bytes, at: FileHeader.linkType) & FileHeader.linkTypeMask)
    let snapLength = order.uint32(window.bytes, at: FileHeader.snapLength)
    guard version == 2 else {
      throw CaptureFault(
        .notACapture, at: FileHeader.majorVersion, expected: "pcap major version 2",
        found: "\(version)")
    }
    interface = CaptureInterface(
      linkType: linkType, snapLength: snapLength, resolution: variant.resolution,
      program: try gate.filter?.program(for: linkType) ?? .none)
    self.variant = variant
    nanosecondsPerTick = Int64(1_000_000_000 / variant.resolution.ticksPerSecond)
    gate.ledger.describe(interface, at: FileHeader.linkType)
    window.consume(FileHeader.end)
  }

  /// What the file header says of the one interface.
  var description: InterfaceDescription { InterfaceDescription(interface, InterfaceLabel()) }

  /// Hands over the records that follow, until the end, damage, or the body's false.
  func readFrames(
    from window: inout ByteWindow, through gate: inout FrameGate, to body: PlacedFrameBody
  ) throws(CaptureFault) -> Reading {
    let headerLength = variant.recordHeaderLength
    while window.holds(headerLength) {
      let record = try record(window.bytes, at: window.offset)
      if record.capturedLength | record.wireLength == 0, record.time.nanoseconds == 0 {
        try refuseZeros(in: &window)
      }
      let length = headerLength + record.capturedLength
      guard window.holds(length) else {
        throw window.shortfall(
          .truncatedRecord, at: record.offset, expected: "a record of \(length) bytes")
      }
      let goesOn = gate.pass(
        record, window.bytes.extracting(headerLength..<length), at: window.place + headerLength,
        of: interface, numbered: 0, to: body)
      window.consume(length)
      if !goesOn { return .stopped }
    }
    guard window.bytes.isEmpty, window.sourceFault == nil else {
      throw window.shortfall(
        .truncatedRecord, at: window.offset, expected: "a record header of \(headerLength) bytes")
    }
    return .complete
  }

  /// The record with this header.
  @inline(__always)
  private func record(
    _ header: Span<UInt8>, at offset: Int
  ) throws(CaptureFault) -> FrameRecord {
    let order = variant.order
    let seconds = order.uint32(header, at: RecordHeader.seconds)
    let fraction = order.uint32(header, at: RecordHeader.fraction)
    let captured = order.uint32(header, at: RecordHeader.capturedLength)
    let wireLength = order.uint32(header, at: RecordHeader.wireLength)
    guard captured <= CaptureLimits.capturedLength else {
      throw CaptureFault(
        .badLength, at: offset,
        expected: "at most \(CaptureLimits.capturedLength) captured bytes", found: "\(captured)")
    }
    let isSound = UInt64(fraction) < variant.resolution.ticksPerSecond
    // 2³² seconds are 4.3 × 10¹⁸ nanoseconds, which Int64 holds.
    let time =
      Int64(seconds) &* 1_000_000_000 &+ (isSound ? Int64(fraction) &* nanosecondsPerTick : 0)
    return FrameRecord(
      time: Timestamp(nanoseconds: time), timeQuality: isSound ? .sound : .badFraction,
      capturedLength: Int(captured), wireLength: Int(wireLength), offset: offset)
  }

  /// Throws unless something follows the header of zeros at the start of the window.
  ///
  /// Alone it is a legal frame: no byte of it was captured, at the start of 1970. More zeros where
  /// the next header should be, or the end of the file, show a page that was never written.
  private func refuseZeros(in window: inout ByteWindow) throws(CaptureFault) {
    _ = window.holds(2 * variant.recordHeaderLength)
    let bytes = window.bytes
    for index in 0..<min(bytes.count, 2 * variant.recordHeaderLength) where bytes[index] != 0 {
      return
    }
    throw CaptureFault(
      .zeros, at: window.offset, expected: "a record header", found: "zeros")
  }
}
