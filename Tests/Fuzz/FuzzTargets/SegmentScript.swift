import Bytes
import Packets

/// Makes segments of eight bytes of input each: connection and side, flags, sequence number (two),
/// acknowledgement, window, payload length, time.
///
/// Where it is consistent, a payload byte is the low byte of its own sequence number, so that whoever
/// sees a stream can tell whether a byte follows the one before.
struct SegmentScript {
  static let server = Endpoint(address: IPAddress(v4: 0x0a00_0001), port: 143)

  let isConsistent: Bool
  private(set) var time = Timestamp(nanoseconds: 1_600_000_000_000_000_000)
  /// The number behind the last byte of each connection and side.
  private var next = [UInt32](repeating: 0xffff_ff80, count: 8)
  private var identification: UInt16 = 0

  init(isConsistent: Bool) { self.isConsistent = isConsistent }

  mutating func next(_ reader: inout InputReader) -> (TCPSegment, [UInt8]) {
    let place = reader.byte()
    let flags = reader.byte()
    let move = Int16(bitPattern: reader.word())
    let acknowledged = Int8(bitPattern: reader.byte())
    let window = reader.byte()
    let count = Int(reader.byte())
    advance(reader.byte())
    let mine = Int(place & 7)
    let client = Endpoint(
      address: IPAddress(v4: 0x0a00_0002), port: 40_000 + UInt16(place & 7) >> 1)
    let isClient = place & 1 == 0
    var segment = TCPSegment(
      source: isClient ? client : Self.server, destination: isClient ? Self.server : client,
      sequenceNumber: next[mine] &+ UInt32(bitPattern: Int32(move)),
      flags: TCPFlags(rawValue: flags & 0x3f))
    segment.acknowledgementNumber = next[mine ^ 1] &+ UInt32(bitPattern: Int32(acknowledged))
    segment.window = UInt16(window) << 6
    identification &+= flags & 0x40 == 0 ? 1 : 0
    segment.identification = place & 0x08 == 0 ? identification : 0
    if place & 0x10 != 0 { segment.windowScale = window & 15 }
    if place & 0x20 != 0 { segment.timestamps = TCPTimestamps(value: UInt32(window), echoReply: 0) }
    segment.isSigned = place & 0xc0 == 0xc0
    segment.hasBadDataOffset = flags & 0xc0 == 0xc0 && place & 0x80 != 0
    segment.urgentPointer = flags & 0x80 != 0 ? 1 : 0
    segment.payloadWireCount = segment.hasBadDataOffset ? 0 : count
    segment.payloadCount = max(0, segment.payloadWireCount - (place & 0xc0 == 0x40 ? 3 : 0))
    let (tcp, end) = bytes(of: segment, differing: place & 0x80 != 0)
    if move >= 0 { next[mine] = end }
    return (segment, tcp)
  }

  /// The segment's bytes, and the number behind the last one.
  private func bytes(of segment: TCPSegment, differing: Bool) -> ([UInt8], UInt32) {
    var number = segment.sequenceNumber &+ (segment.flags.contains(.syn) ? 1 : 0)
    var bytes = [UInt8](repeating: 0, count: segment.headerLength)
    let change: UInt8 = !isConsistent && differing ? 0x55 : 0
    for _ in 0..<segment.payloadCount {
      bytes.append(UInt8(truncatingIfNeeded: number) ^ change)
      number &+= 1
    }
    number &+= UInt32(segment.payloadWireCount - segment.payloadCount)
    return (bytes, number &+ (segment.flags.contains(.fin) ? 1 : 0))
  }

  /// 0 to 127 are steps from nothing to hours, as powers of two; above them time falls back.
  private mutating func advance(_ step: UInt8) {
    let milliseconds = Int64(step & 7) << Int64((step >> 3) & 15)
    time = time.advanced(by: .milliseconds(step & 0x80 == 0 ? milliseconds : -milliseconds))
  }
}
