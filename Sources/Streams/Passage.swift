import Bytes

/// Bytes of one side that pass without being lent to the consumer, as it asked (`Interest.pass`).
///
/// Most of a mail stream is the inside of messages; what nobody looks at costs a subtraction.
struct Passage {
  private var side = Side.client
  /// How many more may pass.
  private var allowance = 0
  /// How many have, of which the consumer was not told.
  private var count = 0
  /// The frame with the last of them.
  private var stamp = Stamp(frame: 0, time: Timestamp(nanoseconds: 0))

  /// Counts bytes that may pass; false where they may not.
  @inline(__always)
  mutating func take(_ bytes: Int, from side: Side, at stamp: Stamp) -> Bool {
    guard bytes <= allowance, side == self.side else { return false }
    allowance -= bytes
    count += bytes
    self.stamp = stamp
    return true
  }

  /// Lets bytes of a side pass from now on.
  mutating func allow(_ bytes: Int, from side: Side) {
    self.side = side
    allowance = max(0, bytes)
  }

  /// Ends the passage: what the consumer has to be told of it, if anything.
  @inline(__always)
  mutating func end() -> (side: Side, count: Int, stamp: Stamp)? {
    allowance = 0
    guard count > 0 else { return nil }
    defer { count = 0 }
    return (side, count, stamp)
  }
}
