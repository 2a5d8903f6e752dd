import Bytes

/// The last eight frames of either direction, by fingerprint and time, to know their copies by.
///
/// A span port that mirrors a frame where it comes in and where it goes out delivers it twice, with
/// others in between.
struct FrameFingerprints {
  private static let depth = 8
  private static let timeBits: UInt64 = 0xf_ffff

  /// Eight for the client, eight for the server, and where the next one of each goes; nothing at all
  /// while the connection is idle.
  ///
  /// Each holds 44 bits of fingerprint above 20 bits of time, in units of 2²⁰ ns (about 1 ms).
  private var recent: [UInt64] = []

  /// Whether a frame of this fingerprint was seen within `window`; remembers it if not.
  @inline(__always)
  mutating func isCopy(
    _ fingerprint: UInt64, from side: Side, at time: Timestamp, within window: Interval
  ) -> Bool {
    if recent.isEmpty { recent = Array(repeating: 0, count: 2 * Self.depth + 2) }
    let start = side == .client ? 0 : Self.depth
    let tick = Self.tick(time.nanoseconds)
    // 0 stands for none.
    let name = max(fingerprint & ~Self.timeBits, Self.timeBits + 1)
    let most = Self.tick(min(max(0, window.nanoseconds), 1 << 39))
    var cells = recent.mutableSpan
    for index in start..<(start + Self.depth) where (cells[index] ^ name) <= Self.timeBits {
      if (tick &- cells[index]) & Self.timeBits <= most { return true }
    }
    let cursor = 2 * Self.depth + (side == .client ? 0 : 1)
    cells[start + Int(truncatingIfNeeded: cells[cursor] & 7)] = name | tick
    cells[cursor] &+= 1
    return false
  }

  /// Gives the memory back.
  mutating func release() { recent = [] }

  @inline(__always)
  private static func tick(_ nanoseconds: Int64) -> UInt64 {
    UInt64(bitPattern: nanoseconds >> 20) & timeBits
  }
}
