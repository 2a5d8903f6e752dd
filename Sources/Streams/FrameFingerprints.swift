import Bytes

/// The last eight frames of either direction, by fingerprint and time, to know their copies by.
///
/// A span port that mirrors a frame where it comes in and where it goes out delivers it twice, with
/// others in between.
struct FrameFingerprints {
  private static let depth = 8
  private static let timeBits: UInt64 = 0xf_ffff

  /// Eight for the client, eight for the server, and where the next one of each goes.
  ///
  /// Each holds 44 bits of fingerprint above 20 bits of time, in units of 2²⁰ ns (about 1 ms). They
  /// lie in the record itself: every segment looks at them, and behind a pointer each look would
  /// wait for memory twice.
  private var recent = InlineArray<18, UInt64>(repeating: 0)

  /// Whether a frame of this fingerprint was seen within `window`; remembers it if not.
  @inline(__always)
  mutating func isCopy(
    _ fingerprint: UInt64, from side: Side, at time: Timestamp, within window: Interval
  ) -> Bool {
    let start = side == .client ? 0 : Self.depth
    let tick = Self.tick(time.nanoseconds)
    // 0 stands for none.
    let name = max(fingerprint & ~Self.timeBits, Self.timeBits + 1)
    let most = Self.tick(min(max(0, window.nanoseconds), 1 << 39))
    for index in start..<(start + Self.depth) where (recent[index] ^ name) <= Self.timeBits {
      if (tick &- recent[index]) & Self.timeBits <= most { return true }
    }
    let cursor = 2 * Self.depth + (side == .client ? 0 : 1)
    recent[start + Int(truncatingIfNeeded: recent[cursor] & 7)] = name | tick
    recent[cursor] &+= 1
    return false
  }

  /// Of both ends of what is remembered, to have it fetched from memory.
  @inline(__always)
  var ends: UInt64 { recent[0] ^ recent[17] }

  /// Forgets them all.
  mutating func removeAll() { recent = InlineArray(repeating: 0) }

  @inline(__always)
  private static func tick(_ nanoseconds: Int64) -> UInt64 {
    UInt64(bitPattern: nanoseconds >> 20) & timeBits
  }
}
