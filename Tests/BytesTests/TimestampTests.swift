import Bytes
import Testing

struct TimestampTests {
  @Test func `differences at the ends of time are clamped, not trapped`() {
    let first = Timestamp(nanoseconds: .min)
    let last = Timestamp(nanoseconds: .max)
    #expect(last.since(first).nanoseconds == .max)
    #expect(first.since(last).nanoseconds == .min)
    #expect(last.advanced(by: .seconds(1)) == last)
    #expect(first.advanced(by: .seconds(-1)) == first)
  }

  @Test func `intervals from absurd numbers of seconds are clamped`() {
    #expect(Interval.seconds(.max).nanoseconds == .max)
    #expect(Interval.seconds(.min).nanoseconds == .min)
    #expect(Interval.milliseconds(1_500) == Interval(nanoseconds: 1_500_000_000))
  }
}
