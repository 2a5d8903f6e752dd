import Bytes
import Capture
import TestSupport
import Testing

struct PcapReaderTests {
  /// 2026-11-18 in nanoseconds since 1970.
  private static let time: Int64 = 1_795_000_000_123_456_789

  @Test(arguments: CaptureByteOrder.allCases, CaptureResolution.allCases)
  func `headers mean the same in every order and resolution`(
    order: CaptureByteOrder, resolution: CaptureResolution
  ) throws {
    var file = PcapFile(byteOrder: order, resolution: resolution, linkType: 113)
    file.append(time: Self.time, bytes: [1, 2, 3], originalLength: 1_500)
    let run = CaptureRun(bytes: file.bytes)
    let time = Timestamp(nanoseconds: Self.time / resolution.tick * resolution.tick)
    let header = FrameHeader(
      number: 1, time: time, capturedLength: 3, wireLength: 1_500, linkType: .linuxCooked,
      interface: 0)
    #expect(run.frames == [SeenFrame(header: header, bytes: [1, 2, 3])])
    let summary = try #require(run.summary)
    #expect(summary.linkTypes == [.linuxCooked])
    #expect(summary.bytes == 3)
    #expect(summary.firstTime == time && summary.lastTime == time)
    #expect(summary.subsecondDigits == (resolution == .nanoseconds ? 9 : 6))
    #expect(summary.warnings == [])
  }

  @Test(arguments: CaptureByteOrder.allCases)
  func `Kuznetzov's records have eight more header bytes`(order: CaptureByteOrder) {
    var bytes = order.bytes(UInt32(0xa1b2_cd34)) + PcapFile(byteOrder: order).bytes.dropFirst(4)
    for index in 0..<3 {
      for word in [1_795_000_000, UInt32(index), 4, 60] { bytes += order.bytes(word) }
      bytes += [1, 0, 0, 0, 8, 0, 4, 0]
      bytes += [9, 8, 7, UInt8(index)]
    }
    let run = CaptureRun(bytes: bytes)
    #expect(run.trouble == nil)
    #expect(run.frames.map(\.bytes) == [[9, 8, 7, 0], [9, 8, 7, 1], [9, 8, 7, 2]])
    #expect(run.frames.allSatisfy { $0.header.wireLength == 60 })
  }

  @Test(
    arguments: [(12, 101), (14, 101), (101, 101), (1, 1), (0xf400_0001, 1)] as [(UInt32, UInt32)])
  func `raw IP has three numbers, and a check sequence length is not one of them`(
    inFile: UInt32, meant: UInt32
  ) {
    let run = CaptureRun(bytes: PcapFile(linkType: inFile).bytes)
    #expect(run.summary?.linkTypes == [LinkType(rawValue: meant)])
  }

  @Test func `one empty frame at the start of 1970 is a frame`() {
    var file = PcapFile()
    file.append(time: 0, bytes: [])
    file.append(time: Self.time, bytes: [1])
    let run = CaptureRun(bytes: file.bytes)
    #expect(run.frames.map(\.bytes) == [[], [1]])
    #expect(run.trouble == nil)
  }

  @Test(arguments: [16, 17, 31, 32, 48, 4_096, 300_000])
  func `zeros up to the end are a page that was never written`(count: Int) {
    var file = PcapFile()
    file.append(time: Self.time, bytes: [1, 2, 3, 4])
    let run = CaptureRun(bytes: file.bytes + [UInt8](repeating: 0, count: count))
    #expect(run.frames.count == 1)
    #expect(run.trouble?.kind == .zeros)
    #expect(run.trouble?.offset == 44)
  }

  @Test func `a frame is never longer on the wire than captured`() {
    var file = PcapFile()
    file.append(time: Self.time, bytes: [1, 2, 3, 4], originalLength: 0)
    let run = CaptureRun(bytes: file.bytes)
    #expect(run.frames.first?.header.wireLength == 4)
    #expect(run.warnings == ["caplen_gt_len": 1])
  }

  @Test func `a fraction of a second or more counts as none and is no step back`() {
    var file = PcapFile()
    file.append(time: 100_000_000_000, bytes: [1])
    file.appendRecord(
      seconds: 90, fraction: 1_000_000, capturedLength: 1, wireLength: 1, bytes: [2])
    file.append(time: 101_000_000_000, bytes: [3])
    let run = CaptureRun(bytes: file.bytes)
    #expect(
      run.frames.map(\.header.time.nanoseconds) == [
        100_000_000_000, 90_000_000_000, 101_000_000_000,
      ])
    #expect(run.warnings == ["bad_fraction": 1])
    #expect(run.summary?.firstTime?.nanoseconds == 100_000_000_000)
  }

  @Test func `steps back in time are counted with the largest one`() throws {
    var file = PcapFile()
    for seconds in [5, 3, 4, 9, 2, 10] as [Int64] {
      file.append(time: seconds * 1_000_000_000, bytes: [])
    }
    let summary = try #require(CaptureRun(bytes: file.bytes).summary)
    let warning = try #require(summary.warnings.first)
    #expect(
      warning
        == CaptureWarning(
          kind: .timeBackwards, count: 2, firstFrame: 2, firstOffset: 40,
          largest: 7_000_000_000))
    #expect(
      warning.description
        == "time_backwards: 2 times, first at frame 2, byte 40, largest step 7 s 0 ns")
    #expect(summary.firstTime?.nanoseconds == 2_000_000_000)
    #expect(summary.lastTime?.nanoseconds == 10_000_000_000)
  }

  @Test func `a version that nobody defined is refused`() {
    var bytes = PcapFile().bytes
    bytes[4] = 3
    let error = CaptureRun(bytes: bytes).refusal
    #expect(error?.kind == .notACapture)
    #expect(error?.description.contains("expected pcap major version 2, found 3") == true)
  }
}
