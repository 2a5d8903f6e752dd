import Bytes

extension PcapngReader {
  private enum InterfaceDescription {
    static let linkType = 8
    static let snapLength = 12
    static let options = 16
    static let resolution: UInt16 = 9
    static let timeOffset: UInt16 = 14
  }

  private enum InterfaceStatistics {
    static let interface = 8
    static let options = 20
    static let droppedByInterface: UInt16 = 5
    static let droppedBySystem: UInt16 = 7
  }

  /// Takes an Interface Description Block.
  mutating func addInterface(
    _ block: PcapngBlock, in bytes: Span<UInt8>, through gate: inout FrameGate
  ) throws(CaptureFault) {
    guard interfaces.count < CaptureLimits.interfaces else {
      throw CaptureFault(
        .tooManyInterfaces, at: block.offset,
        expected: "at most \(CaptureLimits.interfaces) interfaces", found: "one more")
    }
    let linkType = LinkType(
      inFile: UInt32(order.uint16(bytes, at: InterfaceDescription.linkType)))
    let clock = clock(of: block, in: bytes, through: &gate)
    let interface = CaptureInterface(
      linkType: linkType,
      snapLength: order.uint32(bytes, at: InterfaceDescription.snapLength),
      resolution: clock.resolution, timeOffset: clock.offset, program: gate.program(for: linkType))
    interfaces.append(interface)
    gate.ledger.describe(interface, at: block.offset)
    if interfaces.count > CaptureLimits.usualInterfaces {
      gate.ledger.warnings.note(.manyInterfaces, offset: block.offset, size: interfaces.count)
    }
  }

  /// Takes an Interface Statistics Block: its counters run on from block to block.
  mutating func takeStatistics(
    _ block: PcapngBlock, in bytes: Span<UInt8>, through gate: inout FrameGate
  ) {
    let index = Int(order.uint32(bytes, at: InterfaceStatistics.interface))
    guard index < interfaces.count else {
      gate.ledger.warnings.note(.badStatistics, offset: block.offset)
      return
    }
    var drops: UInt64 = 0
    let options = bytes.extracting(InterfaceStatistics.options..<block.bodyEnd)
    let isSound = PcapngOptions.forEach(in: options, order) { code, value in
      switch code {
      case InterfaceStatistics.droppedByInterface, InterfaceStatistics.droppedBySystem:
        guard value.count == 8 else { return false }
        drops = drops.addingSaturated(order.uint64(value, at: 0))
      default: break
      }
      return true
    }
    if !isSound { gate.ledger.warnings.note(.badOption, offset: block.offset) }
    interfaces[index].dropsInStatistics = max(interfaces[index].dropsInStatistics, drops)
  }

  /// The clock that the interface's options describe; microseconds since 1970 without any.
  private func clock(
    of block: PcapngBlock, in bytes: Span<UInt8>, through gate: inout FrameGate
  ) -> (resolution: TimeResolution, offset: Int64) {
    var resolution: TimeResolution? = .microseconds
    var offset: Int64 = 0
    let options = bytes.extracting(InterfaceDescription.options..<block.bodyEnd)
    let isSound = PcapngOptions.forEach(in: options, order) { code, value in
      switch code {
      case InterfaceDescription.resolution:
        guard value.count == 1 else { return false }
        resolution = TimeResolution(option: value[0])
      case InterfaceDescription.timeOffset:
        guard value.count == 8 else { return false }
        offset = Int64(bitPattern: order.uint64(value, at: 0))
      default: break
      }
      return true
    }
    if !isSound { gate.ledger.warnings.note(.badOption, offset: block.offset) }
    if resolution == nil { gate.ledger.warnings.note(.badResolution, offset: block.offset) }
    return (resolution ?? .microseconds, offset)
  }
}
