import Bytes
import Capture
import Foundation
import Testing

/// What is written is what the reader reads.
final class PcapngWriterTests {
  private let folder: URL
  private var path: String { folder.appending(path: "out.pcapng").path }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "chokepoint-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private static let interfaces = [
    InterfaceDescription(
      linkType: .ethernet, snapLength: 96, ticksPerSecond: 1_000_000, name: WireText("eth0"),
      words: WireText("span port")),
    InterfaceDescription(
      linkType: .linuxCooked2, ticksPerSecond: 1_000_000_000, timeOffset: -3_600),
    InterfaceDescription(linkType: .raw, ticksPerSecond: 1 << 20, comment: "moved by 3 ns"),
    InterfaceDescription(linkType: .ipv4, ticksPerSecond: 1, timeOffset: 1_700_000_000),
  ]

  @Test func `frames, their times and their interfaces come back as they were written`() throws {
    let times: [Int64] = [
      1_795_000_000_123_456_000, 1_795_000_000_123_456_789, 1_795_000_001_000_000_953,
      1_795_000_002_000_000_000,
    ]
    var writer = try PcapngWriter(path: path, application: "test", comment: "a remark")
    for index in Self.interfaces.indices {
      #expect(try writer.add(Self.interfaces[index]) == index)
      let bytes = [UInt8](repeating: UInt8(index), count: 5 + index)
      try writer.write(
        bytes.span, wireLength: 90, time: Timestamp(nanoseconds: times[index]), interface: index,
        comments: index == 1 ? ["one", "two \u{1f4e7}"] : [])
    }
    #expect(writer.frames == 4)
    try writer.finish()
    var file = try CaptureFile(path: path)
    var headers: [FrameHeader] = []
    var counts: [Int] = []
    file.forEachFrame { header, bytes in
      headers.append(header)
      counts.append(bytes.count)
      return true
    }
    #expect(headers.map(\.time.nanoseconds) == times)
    #expect(headers.map(\.linkType) == Self.interfaces.map(\.linkType))
    #expect(headers.map(\.wireLength) == [90, 90, 90, 90])
    #expect(counts == [5, 6, 7, 8])
    for (index, written) in Self.interfaces.enumerated() {
      var written = written
      written.comment = nil
      #expect(file.description(ofInterface: index) == written)
    }
    #expect(file.summary.warnings == [])
    #expect(file.summary.damage == nil)
  }

  @Test func `the file is the owner's alone, and is not there before it is whole`() throws {
    var writer = try PcapngWriter(path: path, application: "test")
    _ = try writer.add(Self.interfaces[0])
    #expect(!FileManager.default.fileExists(atPath: path))
    try writer.finish()
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out.pcapng"])
  }

  @Test func `a file that is given up leaves nothing behind`() throws {
    do {
      var writer = try PcapngWriter(path: path, application: "test")
      _ = try writer.add(Self.interfaces[0])
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "no /dev/full here"))
  func `a full disk is an error that names the file`() throws {
    #expect(throws: OutputFileError.self) {
      var writer = try PcapngWriter(path: "/dev/full", application: "test")
      try writer.finish()
    }
  }

  @Test func `a time finer than nanoseconds is written in nanoseconds`() throws {
    let fine = InterfaceDescription(linkType: .ethernet, ticksPerSecond: 1_000_000_000_000)
    let time = Timestamp(nanoseconds: 1_795_000_000_123_456_789)
    var writer = try PcapngWriter(path: path, application: "test")
    let interface = try writer.add(fine)
    try writer.write([1].span, wireLength: 1, time: time, interface: interface)
    try writer.finish()
    let run = CaptureRun(path: path)
    #expect(run.frames.map(\.header.time) == [time])
  }
}
