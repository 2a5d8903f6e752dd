import Bytes

/// What the three kinds of packet blocks say of a frame.
struct PcapngPacket {
  private enum Enhanced {
    static let interface = 8
    /// Only in the obsolete block, whose interface number has 16 bits.
    static let drops = 10
    static let timeHigh = 12
    static let timeLow = 16
    static let capturedLength = 20
    static let wireLength = 24
    static let data = 28
  }

  private enum Simple {
    static let wireLength = 8
    static let data = 12
  }

  var interface: Int
  /// Nil in a simple packet block.
  var ticks: UInt64?
  /// As announced; nil in a simple packet block.
  var capturedLength: Int?
  var wireLength: Int
  /// Where the captured bytes start in the block.
  var dataStart: Int
  /// Frames lost before this one, told by the obsolete block.
  var drops: UInt64 = 0

  /// Reads the fields of a packet block, of which all bytes are there.
  @inline(__always)
  init(_ block: PcapngBlock, in bytes: Span<UInt8>, _ order: ByteOrder) {
    if block.kind == .simplePacket {
      interface = 0
      wireLength = Int(order.uint32(bytes, at: Simple.wireLength))
      dataStart = Simple.data
      return
    }
    interface = Int(order.uint32(bytes, at: Enhanced.interface))
    ticks =
      UInt64(order.uint32(bytes, at: Enhanced.timeHigh)) << 32
      | UInt64(order.uint32(bytes, at: Enhanced.timeLow))
    capturedLength = Int(order.uint32(bytes, at: Enhanced.capturedLength))
    wireLength = Int(order.uint32(bytes, at: Enhanced.wireLength))
    dataStart = Enhanced.data
    guard block.kind == .packet else { return }
    interface = Int(order.uint16(bytes, at: Enhanced.interface))
    let told = order.uint16(bytes, at: Enhanced.drops)
    if told != .max { drops = UInt64(told) }  // 65535 means unknown.
  }
}
