import Bytes

/// Turns times back into the ticks of the clock that they were read from.
///
/// Times are kept in nanoseconds: a clock that is finer is written as one of nanoseconds.
struct TickClock {
  private let ticksPerSecond: UInt64
  private let offset: Int64
  /// The byte of `if_tsresol`.
  let resolutionOption: UInt8

  init(_ interface: InterfaceDescription) {
    offset = interface.timeOffset
    var decimal: UInt64 = 1
    var exponent: UInt8 = 0
    while decimal < interface.ticksPerSecond, decimal < 1_000_000_000 {
      decimal *= 10
      exponent += 1
    }
    let ticks = interface.ticksPerSecond
    let isBinary = ticks.nonzeroBitCount == 1 && ticks > 1 && ticks < 1 << 30
    ticksPerSecond = isBinary ? ticks : decimal
    resolutionOption = isBinary ? 0x80 | UInt8(ticks.trailingZeroBitCount) : exponent
  }

  /// The first tick that reads as `time` or later; 0 for a time before the clock's beginning.
  ///
  /// Reading a tick rounds it down to a nanosecond, so that the first is the one that was read.
  func ticks(at time: Timestamp) -> UInt64 {
    let nanoseconds = Int128(time.nanoseconds) - Int128(offset) * 1_000_000_000
    guard nanoseconds > 0 else { return 0 }
    let scaled = nanoseconds * Int128(ticksPerSecond)
    return UInt64(clamping: (scaled + 999_999_999) / 1_000_000_000)
  }
}
