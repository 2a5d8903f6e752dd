extension Span where Element == UInt8 {
  /// Appends the places where these bytes differ from `other`, which is as long; `start` is the
  /// offset of the first byte.
  ///
  /// Equal bytes, the usual case, cost one pass that the compiler vectorises.
  func appendDifferences(from other: Span<UInt8>, at start: Int, to offsets: inout [Int]) {
    let common = Swift.min(count, other.count)
    var difference: UInt8 = 0
    for index in 0..<common { difference |= self[index] ^ other[index] }
    guard difference != 0 else { return }
    for index in 0..<common where self[index] != other[index] { offsets.append(start + index) }
  }
}
