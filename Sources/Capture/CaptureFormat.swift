import Bytes

/// The reader that a capture's first bytes ask for.
enum CaptureFormat {
  case pcap(PcapReader)
  case pcapng(PcapngReader)
  /// While the pcapng reader works, so that its table of interfaces is nowhere else.
  case atWork

  /// Recognises the format and reads the file header.
  init(of window: inout ByteWindow, through gate: inout FrameGate) throws(CaptureFault) {
    guard window.holds(4) else { throw Self.tooShort(window) }
    let magic: UInt32 = window.bytes.littleEndian(at: 0)
    if magic == PcapngBlock.Kind.sectionHeader.rawValue {
      self = .pcapng(try PcapngReader(from: &window, through: &gate))
    } else if let variant = PcapVariant(magic: magic) {
      self = .pcap(try PcapReader(variant, from: &window, through: &gate))
    } else {
      _ = window.holds(ForeignFormat.longestMagic)
      throw CaptureFault(
        .notACapture, at: 0, expected: "a pcap or pcapng file",
        found: ForeignFormat.words(for: window.bytes))
    }
  }

  /// Hands over frames until the end, damage, or the body's false.
  mutating func readFrames(
    from window: inout ByteWindow, through gate: inout FrameGate, to body: PlacedFrameBody
  ) throws(CaptureFault) -> Reading {
    switch self {
    case .pcap(let reader):
      return try reader.readFrames(from: &window, through: &gate, to: body)
    case .pcapng(var reader):
      self = .atWork
      defer { self = .pcapng(reader) }
      return try reader.readFrames(from: &window, through: &gate, to: body)
    case .atWork:
      return .complete
    }
  }

  /// What the capture says of the interface that the last frame came from.
  func description(of interface: Int) -> InterfaceDescription? {
    switch self {
    case .pcap(let reader): reader.description
    case .pcapng(let reader): reader.description(of: interface)
    case .atWork: nil
    }
  }

  /// Frames lost, by what the capture itself tells.
  var drops: UInt64 {
    if case .pcapng(let reader) = self { reader.drops } else { 0 }
  }

  /// The fault of a capture with fewer than four bytes.
  private static func tooShort(_ window: borrowing ByteWindow) -> CaptureFault {
    if let fault = window.sourceFault { return fault }
    let bytes = window.bytes
    if bytes.isEmpty {
      return CaptureFault(.empty, expected: "a capture", found: "not one byte")
    }
    let begins = PcapVariant.magics + [[0x0a, 0x0d, 0x0d, 0x0a]]
    for magic in begins where bytes.isEqual(to: Array(magic.prefix(bytes.count)).span) {
      return window.shortfall(.truncatedHeader, at: 0, expected: "a file header")
    }
    return CaptureFault(
      .notACapture, at: 0, expected: "a pcap or pcapng file", found: "\(bytes.count) bytes")
  }
}
