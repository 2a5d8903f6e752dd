/// The frame of every pcapng block (draft-ietf-opsawg-pcapng, section 3.1).
struct PcapngBlock {
  /// The block types that are looked into.
  enum Kind: UInt32 {
    case interfaceDescription = 1
    /// The obsolete Packet Block.
    case packet = 2
    case simplePacket = 3
    case interfaceStatistics = 5
    case enhancedPacket = 6
    case sectionHeader = 0x0a0d_0d0a

    /// The total length of the shortest legal block of this kind.
    var minimumLength: Int {
      switch self {
      case .interfaceDescription: 20
      case .packet, .enhancedPacket: 32
      case .simplePacket: 16
      case .interfaceStatistics: 24
      case .sectionHeader: 28
      }
    }
  }

  /// Bytes of the type and of the first length.
  static let headerLength = 8
  /// Bytes of a section header up to the end of its byte-order magic.
  static let orderedLength = 12
  /// Bytes of the length that ends every block.
  static let trailerLength = 4

  /// Nil for a block that is only skipped.
  let kind: Kind?
  let type: UInt32
  /// All bytes, both lengths included.
  let length: Int
  /// Where the block starts in the capture.
  let offset: Int

  /// Where a known block's body ends in its bytes.
  var bodyEnd: Int { length - Self.trailerLength }

  var holdsFrame: Bool {
    switch kind {
    case .enhancedPacket, .simplePacket, .packet: true
    default: false
    }
  }

  /// Whether Wireshark numbers the block as a frame although no frame is in it.
  ///
  /// Custom blocks, journal entries and system call events are; checked with Wireshark 4.0.
  var isNumbered: Bool {
    switch type {
    case 0x0000_0bad, 0x4000_0bad, 0x0000_0009, 0x0000_0204, 0x0000_0216: true
    default: false
    }
  }

  /// Checks what the first eight bytes can tell.
  init(type: UInt32, length: UInt32, offset: Int) throws(CaptureFault) {
    kind = Kind(rawValue: type)
    self.type = type
    self.length = Int(length)
    self.offset = offset
    let minimum = kind?.minimumLength ?? Self.headerLength + Self.trailerLength
    guard self.length >= minimum else {
      throw badLength(expected: "a block length of at least \(minimum)")
    }
    guard self.length % 4 == 0 else {
      throw badLength(expected: "a block length that is a multiple of 4")
    }
    guard kind == nil || self.length <= CaptureLimits.knownBlockLength else {
      throw badLength(expected: "a block length of at most \(CaptureLimits.knownBlockLength)")
    }
  }

  private func badLength(expected: String) -> CaptureFault {
    CaptureFault(.badBlockLength, at: offset, expected: expected, found: "\(length)")
  }

  /// Throws unless the length at the block's end repeats the one at its start.
  @inline(__always)
  func checkTrailer(_ trailer: UInt32) throws(CaptureFault) {
    guard Int(trailer) == length else {
      throw CaptureFault(
        .badBlockTrailer, at: offset, expected: "a trailing block length of \(length)",
        found: "\(trailer)")
    }
  }
}
