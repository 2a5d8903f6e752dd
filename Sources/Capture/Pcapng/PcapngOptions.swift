import Bytes

/// The options at the end of a pcapng block's body (draft-ietf-opsawg-pcapng, section 3.5).
enum PcapngOptions {
  private static let endOfOptions: UInt16 = 0

  /// Lends each option's code and value in turn, and asks whether the value has a legal length.
  ///
  /// Returns false when one has not, or when the last one runs out of the block. An end-of-options
  /// option may be missing; what follows one is not looked at.
  static func forEach(
    in bytes: Span<UInt8>, _ order: ByteOrder, _ body: (UInt16, Span<UInt8>) -> Bool
  ) -> Bool {
    var position = 0
    var isSound = true
    while bytes.count - position >= 4 {
      let code = order.uint16(bytes, at: position)
      let length = Int(order.uint16(bytes, at: position + 2))
      position += 4
      if code == endOfOptions { break }
      guard length <= bytes.count - position else { return false }
      if !body(code, bytes.extracting(position..<(position + length))) { isSound = false }
      // Padding to 32 bits; where it is cut off there is no further option either.
      position = min(bytes.count, position + (length + 3) / 4 * 4)
    }
    return isSound
  }
}
