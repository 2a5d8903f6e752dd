extension Span where Element == UInt8 {
  /// The big-endian integer whose first byte is at `offset`.
  ///
  /// The caller has checked that all its bytes are there.
  @inlinable @inline(always)
  package func bigEndian<T: FixedWidthInteger & UnsignedInteger>(
    at offset: Int, as type: T.Type = T.self
  ) -> T {
    var value: T = 0
    for index in 0..<(T.bitWidth / 8) {
      value = T(truncatingIfNeeded: value << 8) | T(truncatingIfNeeded: self[offset + index])
    }
    return value
  }

  /// The little-endian integer whose first byte is at `offset`.
  ///
  /// The caller has checked that all its bytes are there.
  @inlinable @inline(always)
  package func littleEndian<T: FixedWidthInteger & UnsignedInteger>(
    at offset: Int, as type: T.Type = T.self
  ) -> T {
    var value: T = 0
    for index in 0..<(T.bitWidth / 8) {
      value |= T(truncatingIfNeeded: self[offset + index]) << T(truncatingIfNeeded: index * 8)
    }
    return value
  }
}
