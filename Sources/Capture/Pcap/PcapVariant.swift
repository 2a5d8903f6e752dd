import Bytes

/// The variants of the pcap file format, as its first four bytes tell them.
struct PcapVariant: Equatable {
  let order: ByteOrder
  let resolution: TimeResolution
  /// Bytes before a record's data.
  let recordHeaderLength: Int

  /// Nil when the four bytes, read little-endian, are no pcap magic number in either order.
  init?(magic: UInt32) {
    if let variant = Self.known[magic] {
      self.init(order: .little, variant)
    } else if let variant = Self.known[magic.byteSwapped] {
      self.init(order: .big, variant)
    } else {
      return nil
    }
  }

  private init(order: ByteOrder, _ variant: (resolution: TimeResolution, headerLength: Int)) {
    self.order = order
    resolution = variant.resolution
    recordHeaderLength = variant.headerLength
  }

  /// The first bytes of every variant, in both orders.
  static var magics: [[UInt8]] {
    known.keys.flatMap { magic in
      let bytes = (0..<4).map { UInt8(truncatingIfNeeded: magic >> ($0 * 8)) }
      return [bytes, bytes.reversed()]
    }
  }

  private static let known: [UInt32: (resolution: TimeResolution, headerLength: Int)] = [
    0xa1b2_c3d4: (.microseconds, 16),
    0xa1b2_3c4d: (.nanoseconds, 16),
    // Kuznetzov's patched libpcap: interface, protocol and packet type follow the lengths.
    0xa1b2_cd34: (.microseconds, 24),
  ]
}
