import Bytes

/// One side's TLS records with zeros for what they carry encrypted.
///
/// Handshakes and alerts stay: they say why TLS fails, and hold no secret of a user.
struct TLSRedaction {
  private static let applicationData: UInt8 = 23

  /// Bytes read of a record's five-byte header.
  private var headerCount = 0
  private var contentType: UInt8 = 0
  private var remaining = 0
  private(set) var isLost = false

  /// As many bytes; nil where the records' framing is lost.
  mutating func redacted(_ bytes: Span<UInt8>) -> [UInt8]? {
    guard !isLost else { return nil }
    var redacted = bytes.copy()
    for index in bytes.indices {
      guard remaining == 0 else {
        remaining -= 1
        if contentType == Self.applicationData { redacted[index] = 0 }
        continue
      }
      read(header: bytes[index])
      if isLost { return nil }
    }
    return redacted
  }

  /// Bytes are missing: nothing that follows can be told apart.
  mutating func loseTrack() { isLost = true }

  private mutating func read(header byte: UInt8) {
    switch headerCount {
    case 0:
      contentType = byte
      isLost = !TLSRecordReader.mayBegin(with: byte)
    case 1: isLost = byte != TLSRecordReader.majorVersion
    case 3: remainingHigh = byte
    case 4:
      remaining = Int(remainingHigh) << 8 | Int(byte)
      headerCount = -1
    default: break
    }
    headerCount += 1
  }

  private var remainingHigh: UInt8 = 0
}
