package import Bytes

/// How many ticks of a capture's clock make a second.
package struct TimeResolution: Equatable {
  package let ticksPerSecond: UInt64

  package static let microseconds = TimeResolution(ticksPerSecond: 1_000_000)
  package static let nanoseconds = TimeResolution(ticksPerSecond: 1_000_000_000)

  /// The finest that is believed, as negative powers of 10 and of 2.
  ///
  /// Finer ones would count through 64 bits in less than 16 seconds: no clock does.
  package static let finest = (decimal: 18, binary: 60)

  private init(ticksPerSecond: UInt64) { self.ticksPerSecond = ticksPerSecond }

  /// The resolution that an `if_tsresol` byte stands for; nil beyond `finest`.
  ///
  /// The high bit chooses powers of 2, the others are the negated exponent.
  package init?(option byte: UInt8) {
    let exponent = Int(byte & 0x7f)
    if byte & 0x80 != 0 {
      guard exponent <= Self.finest.binary else { return nil }
      ticksPerSecond = 1 << UInt64(exponent)
    } else {
      guard exponent <= Self.finest.decimal else { return nil }
      ticksPerSecond = (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
  }

  /// The decimal digits after the second that it fills: 6, or 9 when it is finer.
  package var subsecondDigits: Int { ticksPerSecond > 1_000_000 ? 9 : 6 }

  /// The time at `ticks` and `offset` seconds; clamped when `Timestamp` cannot hold it.
  package func time(at ticks: UInt64, offset: Int64) -> (time: Timestamp, isClamped: Bool) {
    let (seconds, rest) = ticks.quotientAndRemainder(dividingBy: ticksPerSecond)
    // `rest` is below the divisor, so the quotient is below 10⁹ and cannot overflow.
    let fraction = ticksPerSecond.dividingFullWidth(rest.multipliedFullWidth(by: 1_000_000_000))
      .quotient
    let exact = (Int128(seconds) + Int128(offset)) * 1_000_000_000 + Int128(fraction)
    let nanoseconds = Int64(clamping: exact)
    return (Timestamp(nanoseconds: nanoseconds), Int128(nanoseconds) != exact)
  }
}
