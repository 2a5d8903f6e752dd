import Bytes

/// The last eight frames of one direction, by fingerprint and time, to know their copies by.
///
/// A span port that mirrors a frame where it comes in and where it goes out delivers it twice, with
/// others in between.
struct FrameFingerprints {
  /// Each holds 44 bits of fingerprint above 20 bits of time, in units of 2²⁰ ns (about 1 ms).
  private var recent = InlineArray<8, UInt64>(repeating: 0)
  private var cursor = 0

  private static let timeBits: UInt64 = 0xf_ffff

  /// Whether a frame of this fingerprint was seen within `window`; remembers it if not.
  mutating func isCopy(_ fingerprint: UInt64, at time: Timestamp, within window: Interval) -> Bool {
    let tick = Self.tick(time.nanoseconds)
    // 0 stands for none.
    let name = max(fingerprint & ~Self.timeBits, Self.timeBits + 1)
    let most = Self.tick(min(max(0, window.nanoseconds), 1 << 39))
    for index in recent.indices where (recent[index] ^ name) <= Self.timeBits {
      if (tick &- recent[index]) & Self.timeBits <= most { return true }
    }
    recent[cursor & 7] = name | tick
    cursor &+= 1
    return false
  }

  private static func tick(_ nanoseconds: Int64) -> UInt64 {
    UInt64(bitPattern: nanoseconds >> 20) & timeBits
  }
}
