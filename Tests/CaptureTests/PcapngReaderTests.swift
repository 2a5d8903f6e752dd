import Bytes
import Capture
import TestSupport
import Testing

struct PcapngReaderTests {
  private static let time: Int64 = 1_795_000_000_123_456_000

  @Test(arguments: CaptureByteOrder.allCases)
  func `every frame has its interface's link type and clock`(order: CaptureByteOrder) throws {
    var file = PcapngFile(byteOrder: order)
    let ethernet = file.addInterface()
    let cooked = file.addInterface(linkType: 276, resolution: .nanoseconds)
    file.append(time: Self.time, bytes: [1], interface: cooked)
    file.append(time: Self.time + 1_000, bytes: [2], originalLength: 90, interface: ethernet)
    let run = CaptureRun(bytes: file.bytes)
    #expect(
      run.frames.map(\.header) == [
        FrameHeader(
          number: 1, time: Timestamp(nanoseconds: Self.time), capturedLength: 1, wireLength: 1,
          linkType: .linuxCooked2, interface: 1),
        FrameHeader(
          number: 2, time: Timestamp(nanoseconds: Self.time + 1_000), capturedLength: 1,
          wireLength: 90, linkType: .ethernet, interface: 0),
      ])
    let summary = try #require(run.summary)
    #expect(summary.linkTypes == [.ethernet, .linuxCooked2])
    #expect(summary.subsecondDigits == 9)
    #expect(summary.warnings == [])
  }

  @Test func `a section begins anew with its own order and interfaces`() {
    var file = PcapngFile(byteOrder: .little)
    file.addInterface()
    file.addInterface(linkType: 101)
    file.append(time: Self.time, bytes: [1], interface: 1)
    file.beginSection(byteOrder: .big, sectionLength: 4)
    file.addInterface(linkType: 228)
    file.append(time: Self.time, bytes: [2], interface: 0)
    file.append(time: Self.time, bytes: [3], interface: 1)
    let run = CaptureRun(bytes: file.bytes)
    #expect(run.frames.map(\.header.linkType) == [.raw, .ipv4])
    #expect(run.frames.map(\.header.interface) == [1, 2])
    #expect(run.trouble?.kind == .badInterface)
  }

  @Test func `a simple packet is cut by the snap length and has the time before it`() {
    var file = PcapngFile()
    file.addInterface(snapLength: 4)
    file.appendSimple(bytes: [1, 2, 3, 4], originalLength: 60)
    file.append(time: Self.time, bytes: [5, 6])
    file.appendSimple(bytes: [7], originalLength: 1)
    let run = CaptureRun(bytes: file.bytes)
    #expect(run.frames.map(\.bytes) == [[1, 2, 3, 4], [5, 6], [7]])
    #expect(run.frames.map(\.header.wireLength) == [60, 2, 1])
    #expect(run.frames.map(\.header.time.nanoseconds) == [0, Self.time, Self.time])
    #expect(run.warnings.isEmpty)
  }

  @Test func `a simple packet longer than its block is an error`() {
    var file = PcapngFile()
    file.addInterface()
    file.appendSimple(bytes: [1, 2, 3, 4], originalLength: 5)
    #expect(CaptureRun(bytes: file.bytes).trouble?.kind == .badLength)
  }

  @Test func `losses told twice count once, and interfaces add up`() {
    var file = PcapngFile()
    file.addInterface()
    file.addInterface()
    file.append(time: Self.time, bytes: [1], interface: 0, options: [file.option(4, 10)])
    file.append(time: Self.time, bytes: [1], interface: 0, options: [file.option(4, 7)])
    file.appendStatistics(interface: 0, options: [file.option(5, 2), file.option(7, 3)])
    // Statistics run on: the later block replaces the earlier one.
    file.appendStatistics(interface: 0, options: [file.option(5, 16), file.option(7, 1)])
    file.appendStatistics(interface: 1, options: [file.option(4, 1_000), file.option(7, 5)])
    file.appendObsolete(ticks: UInt64(Self.time / 1_000), bytes: [1], interface: 1, drops: 4)
    file.appendObsolete(ticks: UInt64(Self.time / 1_000), bytes: [1], interface: 1)
    file.beginSection(byteOrder: .big)
    file.addInterface()
    file.appendStatistics(interface: 0, options: [file.option(5, 100)])
    let run = CaptureRun(bytes: file.bytes)
    #expect(run.frames.count == 4)
    #expect(run.warnings.isEmpty)
    #expect(run.summary?.drops == 17 + 5 + 100)
  }

  @Test func `counters of any size do not overflow`() {
    var file = PcapngFile()
    file.addInterface()
    for _ in 0..<3 {
      file.append(time: Self.time, bytes: [], options: [file.option(4, .max)])
      file.appendStatistics(interface: 0, options: [file.option(5, .max), file.option(7, .max)])
      file.beginSection(byteOrder: .little)
      file.addInterface()
    }
    #expect(CaptureRun(bytes: file.bytes).summary?.drops == .max)
  }

  @Test func `options of a wrong length are ignored and counted`() {
    var file = PcapngFile()
    file.addInterface(options: [PcapngOption(code: 9, value: [6, 6])])
    file.addInterface(options: [PcapngOption(code: 14, value: [1])])
    file.append(
      time: Self.time, bytes: [1], options: [PcapngOption(code: 4, value: [1, 2, 3])])
    file.appendStatistics(interface: 0, options: [PcapngOption(code: 5, value: [])])
    file.appendStatistics(interface: 2, options: [])
    let run = CaptureRun(bytes: file.bytes)
    #expect(run.frames.map(\.header.time.nanoseconds) == [Self.time])
    #expect(run.warnings == ["bad_option": 4, "bad_statistics": 1])
    #expect(run.summary?.drops == 0)
  }

  @Test func `an interface may count from another epoch`() {
    var file = PcapngFile()
    file.addInterface(options: [file.option(14, 1_700_000_000)])
    file.addInterface(options: [file.option(14, UInt64(bitPattern: -100))])
    file.append(ticks: 5_000_000, bytes: [], interface: 0)
    file.append(ticks: 5_000_000, bytes: [], interface: 1)
    let times = CaptureRun(bytes: file.bytes).frames.map(\.header.time.nanoseconds)
    #expect(times == [1_700_000_005_000_000_000, -95_000_000_000])
  }

  @Test func `a time beyond the representable years is clamped and counted`() {
    var file = PcapngFile()
    file.addInterface()
    file.addInterface(options: [file.option(14, UInt64(bitPattern: .min))])
    file.append(ticks: .max, bytes: [], interface: 0)
    file.append(ticks: 0, bytes: [], interface: 1)
    let run = CaptureRun(bytes: file.bytes)
    #expect(run.frames.map(\.header.time.nanoseconds) == [.max, .min])
    #expect(run.warnings == ["time_out_of_range": 2])
    #expect(run.summary?.firstTime == nil)
  }

  @Test func `a frame's number is Wireshark's, blocks that it lists included`() {
    var file = PcapngFile()
    file.addInterface()
    for type in [0xbad, 0x4000_0bad, 9, 0x204, 0x216, 10, 4, 0x0bad_0bad] as [UInt32] {
      file.append(time: Self.time, bytes: [])
      file.appendBlock(type: type, body: [1, 2, 3, 4])
    }
    let run = CaptureRun(bytes: file.bytes)
    #expect(run.frames.map(\.header.number) == [1, 3, 5, 7, 9, 11, 12, 13])
    #expect(run.summary?.frames == 8)
    #expect(run.isBalanced)
  }

  @Test func `a page of zeros is named as such`() {
    var file = PcapngFile()
    file.addInterface()
    file.append(time: Self.time, bytes: [1])
    let end = file.bytes.count
    let run = CaptureRun(bytes: file.bytes + [UInt8](repeating: 0, count: 4_096))
    #expect(run.frames.count == 1)
    #expect(run.trouble?.kind == .zeros)
    #expect(run.trouble?.offset == end)
  }

  @Test func `a later section with a wrong magic number ends the frames`() {
    var file = PcapngFile()
    file.addInterface()
    file.append(time: Self.time, bytes: [1])
    let start = file.bytes.count
    file.beginSection(byteOrder: .little)
    var bytes = file.bytes
    bytes[start + 8] ^= 1
    let run = CaptureRun(bytes: bytes)
    #expect(run.frames.count == 1)
    #expect(run.trouble?.kind == .notACapture)
    #expect(run.trouble?.offset == start)
  }
}
