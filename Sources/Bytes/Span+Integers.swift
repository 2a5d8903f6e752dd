extension Span where Element == UInt8 {
  /// The big-endian integer whose first byte is at `offset`.
  ///
  /// The caller has checked that all its bytes are there.
  @inlinable @inline(always)
  package func bigEndian<T: FixedWidthInteger & UnsignedInteger>(
    at offset: Int, as type: T.Type = T.self
  ) -> T {
    littleEndian(at: offset, as: type).byteSwapped
  }

  /// The little-endian integer whose first byte is at `offset`.
  ///
  /// The caller has checked that all its bytes are there. The widths are spelled out, and the bytes
  /// taken from a part whose length is known, because a loop over the bytes stays a loop and a check
  /// of each byte's place stays, too; this becomes one check and one load.
  @inlinable @inline(always)
  package func littleEndian<T: FixedWidthInteger & UnsignedInteger>(
    at offset: Int, as type: T.Type = T.self
  ) -> T {
    switch T.bitWidth {
    case 8: T(truncatingIfNeeded: self[offset])
    case 16: T(truncatingIfNeeded: extracting(offset..<(offset + 2)).pair(at: 0))
    case 32: T(truncatingIfNeeded: extracting(offset..<(offset + 4)).quad(at: 0))
    default: T(truncatingIfNeeded: extracting(offset..<(offset + 8)).word)
    }
  }

  @inlinable @inline(always)
  package var word: UInt64 { quad(at: 0) | quad(at: 4) << 32 }

  @inlinable @inline(always)
  package func pair(at offset: Int) -> UInt64 {
    UInt64(self[offset]) | UInt64(self[offset &+ 1]) << 8
  }

  @inlinable @inline(always)
  package func quad(at offset: Int) -> UInt64 {
    UInt64(self[offset]) | UInt64(self[offset &+ 1]) << 8
      | UInt64(self[offset &+ 2]) << 16 | UInt64(self[offset &+ 3]) << 24
  }
}
