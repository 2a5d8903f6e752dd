import Bytes

extension PerSide<Int> {
  /// Adds to a side's number.
  ///
  /// Instead of `self[side] += count` where every segment comes by: a subscript that chooses between
  /// two places is not inlined.
  @inline(__always)
  mutating func add(_ count: Int, to side: Side) {
    if side == .client { client += count } else { server += count }
  }
}
