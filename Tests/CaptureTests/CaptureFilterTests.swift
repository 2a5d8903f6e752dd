import Bytes
import Capture
import TestSupport
import Testing

struct CaptureFilterTests {
  /// IPv4 and TCP headers without options, to this destination port.
  private static func segment(to port: UInt16) -> [UInt8] {
    let addresses: [UInt8] = [10, 9, 0, 2, 10, 9, 0, 1]
    let ip: [UInt8] = [0x45, 0, 0, 40, 0, 1, 0, 0, 64, 6, 0, 0] + addresses
    let ports: [UInt8] = [0xc3, 0x50, UInt8(port >> 8), UInt8(port & 0xff)]
    return ip + ports + [0, 0, 0, 1, 0, 0, 0, 0, 0x50, 2, 0xff, 0xff, 0, 0, 0, 0]
  }

  private static let ethernet: [UInt8] = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0]

  private static var mixed: PcapFile {
    var file = PcapFile()
    for (index, port) in [143, 80, 143, 25, 443, 143].enumerated() {
      file.append(time: Int64(index), bytes: ethernet + segment(to: UInt16(port)))
    }
    return file
  }

  @Test func `frames that do not match are left out, and keep their numbers`() throws {
    let run = CaptureRun(bytes: Self.mixed.bytes, filter: "tcp dst port 143")
    #expect(run.frames.map(\.header.number) == [1, 3, 6])
    let summary = try #require(run.summary)
    #expect(summary.frames == 6)
    #expect(summary.framesHandedOver == 3)
    #expect(summary.framesFilteredOut == 3)
    #expect(summary.bytes == 6 * 54)
  }

  @Test(arguments: [nil, "tcp", "tcp dst port 143", "udp"])
  func `the books balance at every cut`(filter: String?) {
    let file = Self.mixed
    for cut in 24...file.bytes.count {
      let run = CaptureRun(bytes: Array(file.bytes.prefix(cut)), filter: filter)
      #expect(run.summary?.frames == file.frameEnds.prefix { $0 <= cut }.count)
      #expect(run.isBalanced)
    }
  }

  @Test func `each interface has a program for its link type`() {
    var file = PcapngFile()
    file.addInterface(linkType: 1)
    file.addInterface(linkType: 101)
    file.addInterface(linkType: 1)
    for port in [143, 25] as [UInt16] {
      file.append(time: 1_000, bytes: Self.ethernet + Self.segment(to: port), interface: 0)
      file.append(time: 1_000, bytes: Self.segment(to: port), interface: 1)
      file.append(time: 1_000, bytes: Self.ethernet + Self.segment(to: port), interface: 2)
    }
    let run = CaptureRun(bytes: file.bytes, filter: "tcp dst port 143")
    #expect(run.frames.map(\.header.number) == [1, 2, 3])
    #expect(run.warnings.isEmpty)
    #expect(run.isBalanced)
  }

  @Test(arguments: ["tcp port", "frobnicate", "host 300.1.1.1", "inbound", "("])
  func `a bad filter is refused with libpcap's words before any frame`(filter: String) {
    var pcapng = PcapngFile()
    pcapng.addInterface()
    for bytes in [Self.mixed.bytes, pcapng.bytes] {
      let run = CaptureRun(bytes: bytes, filter: filter)
      #expect(run.refusal?.kind == .badFilter)
      #expect(run.refusal?.found.hasPrefix("\"\(filter)\": ") == true)
      #expect(run.refusal?.expected == "a filter for link type EN10MB")
    }
  }

  @Test func `a filter that a later link type cannot have leaves its frames out, and says so`() {
    var file = PcapngFile()
    file.addInterface(linkType: 1)
    file.addInterface(linkType: 101)
    file.append(time: 1_000, bytes: Self.ethernet + Self.segment(to: 25), interface: 0)
    file.append(time: 1_000, bytes: Self.segment(to: 25), interface: 1)
    let run = CaptureRun(bytes: file.bytes, filter: "ether src 02:00:00:00:00:02")
    #expect(run.frames.map(\.header.number) == [1])
    #expect(run.warnings == ["filter_not_applicable": 1])
    #expect(run.isBalanced)
  }

  @Test func `programs are compiled for 64 link types at most`() {
    var file = PcapngFile()
    // Not PPI (192): libpcap's programs for it also look at what is inside.
    let known = (100..<300 as Range<UInt16>).filter { number in
      number != 192 && LinkType(rawValue: UInt32(number)).isKnown
    }
    for (index, number) in known.enumerated() {
      file.addInterface(linkType: number)
      file.append(time: 1_000, bytes: [1, 2, 3, 4], interface: UInt32(index))
    }
    let run = CaptureRun(bytes: file.bytes, filter: "greater 1")
    #expect(known.count > CaptureLimits.linkTypes)
    #expect((1...CaptureLimits.linkTypes).contains(run.frames.count))
    #expect(run.warnings["filter_not_applicable"] == known.count - run.frames.count)
    #expect(run.isBalanced)
  }

  @Test func `an empty frame can be filtered`() {
    var file = PcapFile()
    file.append(time: 1_000_000, bytes: [], originalLength: 60)
    #expect(CaptureRun(bytes: file.bytes, filter: "greater 60").frames.count == 1)
    #expect(CaptureRun(bytes: file.bytes, filter: "tcp").frames.isEmpty)
  }

  @Test func `a filter does not hide damage`() {
    let cut = Array(Self.mixed.bytes.dropLast())
    let run = CaptureRun(bytes: cut, filter: "udp")
    #expect(run.frames.isEmpty)
    #expect(run.trouble?.kind == .truncatedRecord)
    #expect(run.isBalanced)
  }
}
