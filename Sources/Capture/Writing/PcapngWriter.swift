package import Bytes

/// Writes frames as one section of a pcapng file (draft-ietf-opsawg-pcapng), little-endian.
///
/// The blocks come in the order of the calls; an interface must be described before its frames.
package struct PcapngWriter: ~Copyable {
  private enum Option {
    static let comment: UInt16 = 1
    static let application: UInt16 = 4
    static let interfaceName: UInt16 = 2
    static let interfaceWords: UInt16 = 3
    static let resolution: UInt16 = 9
    static let timeOffset: UInt16 = 14
  }

  private var output: OutputStream
  private var clocks: [TickClock] = []
  /// Frames written so far; so is the last one numbered.
  package private(set) var frames = 0
  package var bytes: Int { output.count }

  /// Begins a file that says which program made it, with a remark about the whole.
  ///
  /// `isWhole` is `OutputStream`'s: without it the file can be read while it is written.
  package init(
    path: String, application: String, comment: String? = nil, isWhole: Bool = true
  ) throws(OutputFileError) {
    var block = PcapngBlockBuilder(.sectionHeader)
    block.append(UInt32(0x1a2b_3c4d))
    block.append(UInt16(1))
    block.append(UInt16(0))
    // The section's length: not known before its end.
    block.append(UInt64.max)
    block.append(option: Option.application, text: application)
    if let comment { block.append(option: Option.comment, text: comment) }
    var output = try OutputStream(path: path, isWhole: isWhole)
    try output.write(block.finished())
    self.output = output
  }

  /// Describes an interface; returns the number that its frames are written with.
  package mutating func add(_ interface: InterfaceDescription) throws(OutputFileError) -> Int {
    let clock = TickClock(interface)
    var block = PcapngBlockBuilder(.interfaceDescription)
    block.append(UInt16(truncatingIfNeeded: interface.linkType.rawValue))
    block.append(UInt16(0))
    block.append(interface.snapLength)
    if !interface.name.isEmpty {
      block.append(option: Option.interfaceName, interface.name.bytes)
    }
    if !interface.words.isEmpty {
      block.append(option: Option.interfaceWords, interface.words.bytes)
    }
    block.append(option: Option.resolution, [clock.resolutionOption])
    if interface.timeOffset != 0 {
      block.append(option: Option.timeOffset, number: UInt64(bitPattern: interface.timeOffset))
    }
    if let comment = interface.comment { block.append(option: Option.comment, text: comment) }
    try output.write(block.finished())
    clocks.append(clock)
    return clocks.count - 1
  }

  /// Writes a frame of an interface that `add` described, with remarks about it.
  package mutating func write(
    _ frame: Span<UInt8>, wireLength: Int, time: Timestamp, interface: Int, comments: [String] = []
  ) throws(OutputFileError) {
    let ticks = clocks[interface].ticks(at: time)
    var block = PcapngBlockBuilder(.enhancedPacket)
    block.append(UInt32(interface))
    block.append(UInt32(truncatingIfNeeded: ticks >> 32))
    block.append(UInt32(truncatingIfNeeded: ticks))
    block.append(UInt32(frame.count))
    block.append(UInt32(clamping: wireLength))
    block.append(padded: frame)
    for comment in comments { block.append(option: Option.comment, text: comment) }
    try output.write(block.finished())
    frames += 1
  }

  /// Gives the system what was collected.
  package mutating func flush() throws(OutputFileError) { try output.flush() }

  /// Ends the file and gives it its name.
  package mutating func finish() throws(OutputFileError) { try output.finish() }
}
