import Bytes

extension PcapngReader {
  private enum SectionHeader {
    static let length = 4
    static let magic = 8
    static let majorVersion = 12
    static let byteOrderMagic: UInt32 = 0x1a2b_3c4d
  }

  /// The section header that starts the window, where its first 12 bytes are.
  static func sectionHeader(in window: borrowing ByteWindow) throws(CaptureFault) -> PcapngBlock {
    let bytes = window.bytes
    let order = try byteOrder(of: bytes, at: window.offset)
    return try PcapngBlock(
      type: PcapngBlock.Kind.sectionHeader.rawValue,
      length: order.uint32(bytes, at: SectionHeader.length), offset: window.offset)
  }

  /// Begins a section: another byte order perhaps, and no interfaces yet.
  mutating func startSection(
    _ block: PcapngBlock, in window: inout ByteWindow
  ) throws(CaptureFault) {
    order = try Self.byteOrder(of: window.bytes, at: block.offset)
    try hold(block, in: &window)
    let version = order.uint16(window.bytes, at: SectionHeader.majorVersion)
    guard version == 1 else {
      throw CaptureFault(
        .notACapture, at: block.offset, expected: "pcapng major version 1", found: "\(version)")
    }
    window.consume(block.length)
    dropsBefore = drops
    interfacesBefore += interfaces.count
    interfaces.removeAll(keepingCapacity: true)
    labels.removeAll(keepingCapacity: true)
  }

  /// Frames lost by what all sections so far tell.
  var drops: UInt64 {
    interfaces.reduce(dropsBefore) { sum, interface in sum.addingSaturated(interface.drops) }
  }

  private static func byteOrder(
    of bytes: Span<UInt8>, at offset: Int
  ) throws(CaptureFault) -> ByteOrder {
    let magic = ByteOrder.little.uint32(bytes, at: SectionHeader.magic)
    switch magic {
    case SectionHeader.byteOrderMagic: return .little
    case SectionHeader.byteOrderMagic.byteSwapped: return .big
    default:
      throw CaptureFault(
        .notACapture, at: offset, expected: "byte-order magic 1a2b3c4d in either order",
        found: String(magic, radix: 16))
    }
  }
}
