import Bytes
import Capture
import Testing

struct TimeResolutionTests {
  /// The obvious way, in numbers that are wide enough.
  private func slow(_ ticks: UInt64, _ ticksPerSecond: UInt64, offset: Int64) -> Int128 {
    Int128(ticks) * 1_000_000_000 / Int128(ticksPerSecond) + Int128(offset) * 1_000_000_000
  }

  @Test(arguments: 0...255 as ClosedRange<UInt8>)
  func `an option byte is a negative power of 10 or of 2`(byte: UInt8) {
    let exponent = Int(byte & 0x7f)
    let limit = byte < 0x80 ? TimeResolution.finest.decimal : TimeResolution.finest.binary
    let base: UInt64 = byte < 0x80 ? 10 : 2
    let resolution = TimeResolution(option: byte)
    #expect((resolution != nil) == (exponent <= limit))
    guard let resolution else { return }
    #expect(resolution.ticksPerSecond == (0..<exponent).reduce(1) { power, _ in power * base })
  }

  @Test(arguments: [0, 3, 6, 7, 9, 12, 18, 0x80, 0x81, 0x8a, 0xa0, 0xbc] as [UInt8])
  func `times are those of wide arithmetic, clamped`(byte: UInt8) throws {
    let resolution = try #require(TimeResolution(option: byte))
    let offsets: [Int64] = [0, 1, -1, 1_700_000_000, -1_700_000_000, .max, .min, 9_223_372_036]
    var ticks: [UInt64] = [0, 1, 999, 1_000_000, 1_795_000_000_123_456, .max, .max - 1, 1 << 63]
    var state: UInt64 = 88_172_645_463_325_252
    for _ in 0..<200 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      ticks.append(state >> (state % 64))
    }
    for tick in ticks {
      for offset in offsets {
        let expected = slow(tick, resolution.ticksPerSecond, offset: offset)
        let (time, isClamped) = resolution.time(at: tick, offset: offset)
        let representable = Int128(Int64.min)...Int128(Int64.max)
        #expect(time.nanoseconds == Int64(clamping: expected), "\(tick) ticks from \(offset) s")
        #expect(isClamped != representable.contains(expected))
      }
    }
  }

  @Test func `resolutions finer than a microsecond need nine digits`() {
    #expect(TimeResolution.microseconds.subsecondDigits == 6)
    #expect(TimeResolution.nanoseconds.subsecondDigits == 9)
    #expect(TimeResolution(option: 3)?.subsecondDigits == 6)
    #expect(TimeResolution(option: 0x94)?.subsecondDigits == 9)
  }
}
