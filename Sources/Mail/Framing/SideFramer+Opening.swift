import Bytes

extension SideFramer {
  /// What a side's first bytes are.
  enum Opening {
    /// One byte that may begin a TLS record: the next one decides.
    case undecided
    case tls
    case lines
  }

  /// Decides on the first bytes; a byte that `undecided` leaves open is held.
  mutating func opening(_ bytes: Span<UInt8>, held: UInt8?, mayBeTLS: Bool) -> Opening {
    let first = held ?? bytes[0]
    guard mayBeTLS, TLSRecordReader.mayOpen(with: first) else { return .lines }
    let second = held == nil ? 1 : 0
    guard second < bytes.count else {
      phase = .unopened(held: first)
      return .undecided
    }
    return bytes[second] == TLSRecordReader.majorVersion ? .tls : .lines
  }

  /// Opens the side for lines, a held byte first.
  mutating func admit(held: UInt8?) {
    phase = .open
    guard let held else { return }
    intake.addSaturating(1)
    if resync == nil { partial.append(held) } else { bytes.resync += 1 }
  }
}
