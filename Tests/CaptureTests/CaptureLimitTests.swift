import Bytes
import Capture
import TestSupport
import Testing

struct CaptureLimitTests {
  private static let content = [UInt8](repeating: 7, count: CaptureLimits.capturedLength)

  @Test func `a frame may be as long as the limit, but no longer`() {
    var file = PcapFile()
    file.append(time: 1, bytes: Self.content)
    file.append(time: 2, bytes: [1])
    let end = file.bytes.count
    file.append(time: 3, bytes: Self.content + [7])
    let run = CaptureRun(bytes: file.bytes)
    #expect(run.frames.map(\.bytes.count) == [CaptureLimits.capturedLength, 1])
    #expect(run.trouble?.kind == .badLength)
    #expect(run.trouble?.offset == end)
  }

  @Test func `the same holds in pcapng, simple packets included`() {
    var file = PcapngFile()
    file.addInterface()
    file.append(time: 1, bytes: Self.content)
    file.appendSimple(bytes: Self.content)
    let whole = file.bytes
    file.append(time: 1, bytes: Self.content + [7])
    let run = CaptureRun(bytes: file.bytes)
    #expect(run.frames.map(\.bytes.count) == [Self.content.count, Self.content.count])
    #expect(run.trouble?.kind == .badLength)
    #expect(run.trouble?.offset == whole.count)
  }

  @Test func `a packet block may carry options up to the block limit`() {
    let comment = PcapngOption(code: 1, value: [UInt8](repeating: 0x61, count: 65_532))
    var file = PcapngFile()
    file.addInterface()
    let count = CaptureLimits.knownBlockLength / 65_536
    file.append(
      time: 1_000, bytes: [1, 2, 3], options: [PcapngOption](repeating: comment, count: count - 1))
    let end = file.bytes.count
    file.append(
      time: 2_000, bytes: [4], options: [PcapngOption](repeating: comment, count: count))
    let run = CaptureRun(bytes: file.bytes)
    #expect(run.frames.map(\.bytes) == [[1, 2, 3]])
    #expect(run.trouble?.kind == .badBlockLength)
    #expect(run.trouble?.offset == end)
  }

  @Test func `a block of an unknown type is skipped, however long`() {
    var file = PcapngFile()
    file.addInterface()
    file.append(time: 1_000, bytes: [1])
    file.appendBlock(type: 0x0bad_0bad, body: [UInt8](repeating: 1, count: 16 * 1024 * 1024 + 4))
    file.append(time: 2_000, bytes: [2])
    let run = CaptureRun(bytes: file.bytes)
    #expect(run.frames.map(\.bytes) == [[1], [2]])
    #expect(run.trouble == nil)
    #expect(run.warnings.isEmpty)
  }

  @Test func `a cut inside such a block names its start`() {
    var file = PcapngFile()
    let start = file.bytes.count
    file.append(raw: [0xad, 0x0b, 0xad, 0x0b, 0xfc, 0xff, 0xff, 0xff] + Self.content)
    let trouble = CaptureRun(bytes: file.bytes).trouble
    #expect(trouble?.kind == .truncatedBlock)
    #expect(trouble?.offset == start)
  }

  @Test func `a section has at most 65535 interfaces of at most 64 bytes`() {
    #expect(CaptureLimits.bytesPerInterface <= 64)
    var file = PcapngFile()
    let interface = PcapngFile.interfaceBlock
    for _ in 0..<CaptureLimits.interfaces { file.append(raw: interface) }
    file.append(time: 1_000, bytes: [1], interface: UInt32(CaptureLimits.interfaces - 1))
    let end = file.bytes.count
    var run = CaptureRun(bytes: file.bytes)
    #expect(run.frames.map(\.header.interface) == [CaptureLimits.interfaces - 1])
    #expect(run.trouble == nil)
    let tooMany = CaptureLimits.interfaces - CaptureLimits.usualInterfaces
    #expect(run.warnings == ["many_interfaces": tooMany])
    #expect(run.summary?.warnings.first?.largest == CaptureLimits.interfaces)
    file.append(raw: interface)
    run = CaptureRun(bytes: file.bytes)
    #expect(run.trouble?.kind == .tooManyInterfaces)
    #expect(run.trouble?.offset == end)
  }

  @Test func `a thousand interfaces are nothing to warn of`() {
    var file = PcapngFile()
    for _ in 0..<CaptureLimits.usualInterfaces { file.addInterface() }
    #expect(CaptureRun(bytes: file.bytes).warnings.isEmpty)
  }

  @Test func `a summary lists 64 link types and counts the others`() {
    var file = PcapngFile()
    for number in 200..<300 as Range<UInt16> { file.addInterface(linkType: number) }
    let run = CaptureRun(bytes: file.bytes)
    #expect(run.summary?.linkTypes.map(\.rawValue) == Array(200..<264))
    #expect(run.warnings == ["many_linktypes": 36])
  }
}

extension PcapngFile {
  /// The bytes of one interface description, to repeat them quickly.
  fileprivate static var interfaceBlock: [UInt8] {
    var file = PcapngFile()
    let start = file.bytes.count
    file.addInterface()
    return Array(file.bytes[start...])
  }
}
