import Bytes

/// The byte order of a capture file or section: that of the host which wrote it.
enum ByteOrder {
  case little
  case big

  /// The 16-bit number at `offset`, where the caller knows it to be.
  @inline(__always)
  func uint16(_ bytes: Span<UInt8>, at offset: Int) -> UInt16 {
    let value: UInt16 = bytes.littleEndian(at: offset)
    return self == .little ? value : value.byteSwapped
  }

  /// The 32-bit number at `offset`, where the caller knows it to be.
  @inline(__always)
  func uint32(_ bytes: Span<UInt8>, at offset: Int) -> UInt32 {
    let value: UInt32 = bytes.littleEndian(at: offset)
    return self == .little ? value : value.byteSwapped
  }

  /// The 64-bit number at `offset`, where the caller knows it to be.
  func uint64(_ bytes: Span<UInt8>, at offset: Int) -> UInt64 {
    let value: UInt64 = bytes.littleEndian(at: offset)
    return self == .little ? value : value.byteSwapped
  }
}
