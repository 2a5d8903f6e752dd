import Bytes

/// Reads the blocks of a pcapng file (draft-ietf-opsawg-pcapng), section after section.
///
/// A section's announced length is only a hint in the format, and is not looked at: sections end
/// where the next one starts.
struct PcapngReader {
  var order = ByteOrder.little
  /// The interfaces of the section, at most `CaptureLimits.interfaces`.
  var interfaces: [CaptureInterface] = []
  /// What the first of them are called.
  var labels: [InterfaceLabel] = []
  /// The number of interfaces in the sections before.
  var interfacesBefore = 0
  /// Losses in the sections before.
  var dropsBefore: UInt64 = 0

  /// Reads the first section header.
  ///
  /// With a filter it reads on to the first interface, so that a bad filter shows at once.
  init(from window: inout ByteWindow, through gate: inout FrameGate) throws(CaptureFault) {
    guard window.holds(PcapngBlock.orderedLength) else {
      throw window.shortfall(
        .truncatedHeader, at: 0, expected: "a section header of at least 28 bytes")
    }
    let block = try Self.sectionHeader(in: window)
    guard window.holds(block.length) else {
      throw window.shortfall(
        .truncatedHeader, at: 0, expected: "a section header of \(block.length) bytes")
    }
    try startSection(block, in: &window)
    guard let filter = gate.filter else { return }
    while interfaces.isEmpty, let block = try nextBlock(in: &window), !block.holdsFrame {
      try take(block, from: &window, through: &gate)
    }
    if let first = interfaces.first { _ = try filter.program(for: first.linkType) }
  }

  /// Hands over the frames that follow, until the end, damage, or the body's false.
  mutating func readFrames(
    from window: inout ByteWindow, through gate: inout FrameGate, to body: PlacedFrameBody
  ) throws(CaptureFault) -> Reading {
    while let block = try nextBlock(in: &window) {
      guard block.holdsFrame else {
        try take(block, from: &window, through: &gate)
        continue
      }
      try hold(block, in: &window)
      let goesOn = try passFrame(
        of: block, in: window.bytes, at: window.place, through: &gate, to: body)
      window.consume(block.length)
      if !goesOn { return .stopped }
    }
    return .complete
  }

  /// The block that starts the window; nil at the end of the capture.
  @inline(__always)
  private func nextBlock(in window: inout ByteWindow) throws(CaptureFault) -> PcapngBlock? {
    guard window.holds(PcapngBlock.headerLength) else {
      if window.bytes.isEmpty, window.sourceFault == nil { return nil }
      throw window.shortfall(
        .truncatedBlock, at: window.offset,
        expected: "a block header of \(PcapngBlock.headerLength) bytes")
    }
    let type = order.uint32(window.bytes, at: 0)
    let length = order.uint32(window.bytes, at: 4)
    if type == PcapngBlock.Kind.sectionHeader.rawValue {
      guard window.holds(PcapngBlock.orderedLength) else {
        throw window.shortfall(
          .truncatedBlock, at: window.offset, expected: "a section header of at least 28 bytes")
      }
      return try Self.sectionHeader(in: window)
    }
    guard type | length != 0 else {
      throw CaptureFault(
        .zeros, at: window.offset, expected: "a block header", found: "zeros")
    }
    return try PcapngBlock(type: type, length: length, offset: window.offset)
  }

  /// Takes a block without a frame from the window.
  private mutating func take(
    _ block: PcapngBlock, from window: inout ByteWindow, through gate: inout FrameGate
  ) throws(CaptureFault) {
    switch block.kind {
    case .sectionHeader: try startSection(block, in: &window)
    case .interfaceDescription:
      try hold(block, in: &window)
      try addInterface(block, in: window.bytes, through: &gate)
      window.consume(block.length)
    case .interfaceStatistics:
      try hold(block, in: &window)
      takeStatistics(block, in: window.bytes, through: &gate)
      window.consume(block.length)
    default:
      try skip(block, in: &window)
      if block.isNumbered { gate.ledger.bookOtherRecord() }
    }
  }

  /// Gets the whole block into the window.
  @inline(__always)
  func hold(_ block: PcapngBlock, in window: inout ByteWindow) throws(CaptureFault) {
    guard window.holds(block.length) else { throw cut(block, window) }
    let trailer = block.length - PcapngBlock.trailerLength
    try block.checkTrailer(order.uint32(window.bytes, at: trailer))
  }

  /// Passes a block of any length without holding it.
  private func skip(_ block: PcapngBlock, in window: inout ByteWindow) throws(CaptureFault) {
    guard window.skip(block.length - PcapngBlock.trailerLength),
      window.holds(PcapngBlock.trailerLength)
    else { throw cut(block, window) }
    try block.checkTrailer(order.uint32(window.bytes, at: 0))
    window.consume(PcapngBlock.trailerLength)
  }

  private func cut(_ block: PcapngBlock, _ window: borrowing ByteWindow) -> CaptureFault {
    window.shortfall(
      .truncatedBlock, at: block.offset, expected: "a block of \(block.length) bytes")
  }
}
