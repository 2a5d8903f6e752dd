import Bytes

extension PcapngReader {
  private enum Description {
    static let linkType = 8
    static let snapLength = 12
    static let options = 16
    static let name: UInt16 = 2
    static let description: UInt16 = 3
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
      inFile: UInt32(order.uint16(bytes, at: Description.linkType)))
    let clock = clock(of: block, in: bytes, through: &gate)
    let interface = CaptureInterface(
      linkType: linkType,
      snapLength: order.uint32(bytes, at: Description.snapLength),
      resolution: clock.resolution, timeOffset: clock.offset, program: gate.program(for: linkType))
    interfaces.append(interface)
    if labels.count < InterfaceLabel.limit { labels.append(label(of: block, in: bytes)) }
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

  private func label(of block: PcapngBlock, in bytes: Span<UInt8>) -> InterfaceLabel {
    var label = InterfaceLabel()
    let options = bytes.extracting(Description.options..<block.bodyEnd)
    _ = PcapngOptions.forEach(in: options, order) { code, value in
      let text = WireText(value, limit: InterfaceDescription.labelLength)
      switch code {
      case Description.name: label.name = text
      case Description.description: label.words = text
      default: break
      }
      return true
    }
    return label
  }

  /// What the section says of an interface, which is counted on through all sections.
  func description(of index: Int) -> InterfaceDescription? {
    let place = index - interfacesBefore
    guard interfaces.indices.contains(place) else { return nil }
    return InterfaceDescription(
      interfaces[place], labels.indices.contains(place) ? labels[place] : InterfaceLabel())
  }

  /// The clock that the interface's options describe; microseconds since 1970 without any.
  private func clock(
    of block: PcapngBlock, in bytes: Span<UInt8>, through gate: inout FrameGate
  ) -> (resolution: TimeResolution, offset: Int64) {
    var resolution: TimeResolution? = .microseconds
    var offset: Int64 = 0
    let options = bytes.extracting(Description.options..<block.bodyEnd)
    let isSound = PcapngOptions.forEach(in: options, order) { code, value in
      switch code {
      case Description.resolution:
        guard value.count == 1 else { return false }
        resolution = TimeResolution(option: value[0])
      case Description.timeOffset:
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
