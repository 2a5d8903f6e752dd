import Bytes
import Testing

struct TimeTextTests {
  @Test(arguments: [
    (Int64(0), "1970-01-01T00:00:00.000000000Z"),
    (1_795_000_000_104_218_000, "2026-11-18T11:06:40.104218000Z"),
    (951_782_400_000_000_000, "2000-02-29T00:00:00.000000000Z"),
    (-1, "1969-12-31T23:59:59.999999999Z"),
    (4_294_967_295_000_000_000, "2106-02-07T06:28:15.000000000Z"),
    (.max, "2262-04-11T23:47:16.854775807Z"), (.min, "1677-09-21T00:12:43.145224192Z"),
  ])
  func `instants are written in UTC`(nanoseconds: Int64, text: String) {
    #expect(rfc3339(Timestamp(nanoseconds: nanoseconds), digits: 9) == text)
  }

  @Test func `a capture's own resolution is kept`() {
    let time = Timestamp(nanoseconds: 1_500_000_000_123_456_789)
    #expect(rfc3339(time, digits: 6) == "2017-07-14T02:40:00.123456Z")
    #expect(rfc3339(time, digits: 0) == "2017-07-14T02:40:00Z")
    #expect(readable(time) == "2017-07-14 02:40:00.123 UTC")
  }

  @Test func `relative times have their sign`() {
    #expect(seconds(Interval(nanoseconds: 117_908_423_000), digits: 6) == "117.908423")
    #expect(seconds(Interval(nanoseconds: -1_500_000_000), digits: 1) == "-1.5")
    #expect(seconds(Interval(nanoseconds: .min), digits: 0) == "-9223372036")
  }
}
