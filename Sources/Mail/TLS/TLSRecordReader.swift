import Bytes

/// Follows one side's TLS records as far as they can be read without a key.
///
/// It notes the handshake messages before encryption and the alerts whose two bytes are readable
/// (RFC 8446, sections 4, 5.1 and 6; RFC 5246 has the same layout), and the first encrypted record
/// that is no alert.
struct TLSRecordReader {
  /// What a record or its encryption lets through.
  enum Note: Equatable {
    case handshake(TLSHandshakeType)
    case alert(TLSAlert)
    /// The first record of application data that is more than TLS 1.3's encrypted alert.
    case data
  }

  private enum ContentType {
    static let changeCipherSpec: UInt8 = 20
    static let alert: UInt8 = 21
    static let handshake: UInt8 = 22
    static let applicationData: UInt8 = 23
  }

  private enum State {
    /// In a record's five-byte header, of which so many bytes were read.
    case header(Int)
    case payload
    /// The framing is lost, or the bytes never were TLS.
    case lost
  }

  /// The first byte of a record's version, whatever the version.
  static let majorVersion: UInt8 = 3
  /// 2¹⁴ bytes and what encryption may add (RFC 5246, section 6.2.3).
  private static let maximumPayload = (1 << 14) + 2_048
  /// An alert inside TLS 1.3's encryption: its two bytes, the content type, a tag of sixteen.
  private static let encryptedAlert = 19

  private var state = State.header(0)
  private var contentType: UInt8 = 0
  /// The length field while it is read, then the bytes left of the record.
  private var remaining = 0
  private var payloadCount = 0
  private var isEncrypted = false
  private var hasData = false
  /// Bytes left of a handshake message's header (type and 24-bit length) and body.
  private var messageHeader: UInt32 = 0
  private var messageHeaderCount = 0
  private var messageRemaining = 0
  private var alertLevel: UInt8 = 0

  /// Whether `byte` may begin a TLS record.
  static func mayBegin(with byte: UInt8) -> Bool {
    byte >= ContentType.changeCipherSpec && byte <= ContentType.applicationData
  }

  /// Whether `byte` may begin a connection that speaks TLS from its first byte.
  static func mayOpen(with byte: UInt8) -> Bool {
    byte == ContentType.handshake || byte == ContentType.alert
  }

  /// Reads on; linear in what it looks at, and record payloads of no interest are skipped whole.
  mutating func receive(_ bytes: Span<UInt8>, _ note: (Note) -> Void) {
    var offset = 0
    while offset < bytes.count {
      switch state {
      case .lost: return
      case .header(let count):
        readHeader(bytes[offset], count)
        offset += 1
      case .payload:
        let part = bytes.extracting(offset..<Swift.min(bytes.count, offset + remaining))
        readPayload(part, note)
        offset += part.count
        remaining -= part.count
        if remaining == 0 { state = .header(0) }
      }
    }
  }

  /// Bytes are missing: what follows cannot be framed any more.
  mutating func loseTrack() { state = .lost }

  private mutating func readHeader(_ byte: UInt8, _ count: Int) {
    switch count {
    case 0:
      contentType = byte
      state = Self.mayBegin(with: byte) ? .header(1) : .lost
    case 1: state = byte == Self.majorVersion ? .header(2) : .lost
    case 2: state = .header(3)
    case 3:
      remaining = Int(byte) << 8
      state = .header(4)
    default:
      remaining |= Int(byte)
      payloadCount = remaining
      state = remaining == 0 ? .header(0) : .payload
      if remaining > Self.maximumPayload { state = .lost }
    }
  }

  private mutating func readPayload(_ part: Span<UInt8>, _ note: (Note) -> Void) {
    switch contentType {
    case ContentType.changeCipherSpec: isEncrypted = true
    case ContentType.applicationData:
      isEncrypted = true
      guard !hasData, payloadCount != Self.encryptedAlert else { return }
      hasData = true
      note(.data)
    case ContentType.alert where payloadCount == 2: readAlert(part, note)
    case ContentType.handshake where !isEncrypted: readHandshake(part, note)
    default: break
    }
  }

  private mutating func readAlert(_ part: Span<UInt8>, _ note: (Note) -> Void) {
    for index in part.indices {
      if remaining - index == 2 {
        alertLevel = part[index]
      } else {
        note(.alert(TLSAlert(level: alertLevel, code: part[index])))
      }
    }
  }

  private mutating func readHandshake(_ part: Span<UInt8>, _ note: (Note) -> Void) {
    var offset = 0
    while offset < part.count {
      if messageRemaining > 0 {
        let skipped = Swift.min(messageRemaining, part.count - offset)
        messageRemaining -= skipped
        offset += skipped
        continue
      }
      messageHeader = messageHeader << 8 | UInt32(part[offset])
      messageHeaderCount += 1
      offset += 1
      guard messageHeaderCount == 4 else { continue }
      note(.handshake(TLSHandshakeType(rawValue: UInt8(truncatingIfNeeded: messageHeader >> 24))))
      messageRemaining = Int(messageHeader & 0xff_ffff)
      messageHeaderCount = 0
      messageHeader = 0
    }
  }
}
