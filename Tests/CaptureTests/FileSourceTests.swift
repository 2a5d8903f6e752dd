import Capture
import Foundation
import TestSupport
import Testing

struct FileSourceTests {
  /// A folder for one test, removed with it.
  private final class Folder {
    let url = FileManager.default.temporaryDirectory.appending(
      path: "chokepoint-\(UUID().uuidString)")

    init() throws {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ bytes: [UInt8], as name: String) throws -> String {
      let file = url.appending(path: name)
      try Data(bytes).write(to: file)
      return file.path
    }

    func path(_ name: String) -> String { url.appending(path: name).path }
  }

  @Test(arguments: SampleCapture.all)
  func `a file gives what its bytes give`(_ sample: SampleCapture) throws {
    let folder = try Folder()
    let path = try folder.write(sample.bytes, as: "any name")
    let run = CaptureRun(path: path)
    #expect(run.frames == CaptureRun(bytes: sample.bytes).frames)
    #expect(run.summary?.path == path)
  }

  @Test func `a file larger than a chunk is read whole`() throws {
    var file = PcapFile()
    for index in 0..<3_000 {
      file.append(
        time: Int64(index) * 1_000_000, bytes: [UInt8](repeating: UInt8(index % 251), count: 777))
    }
    let folder = try Folder()
    let run = CaptureRun(path: try folder.write(file.bytes, as: "long.pcap"))
    #expect(file.bytes.count > 10 * CaptureLimits.chunk)
    #expect(run.frames.count == 3_000)
    #expect(
      run.frames.allSatisfy { frame in
        frame.bytes == [UInt8](repeating: UInt8((frame.header.number - 1) % 251), count: 777)
      })
    #expect(run.frames == CaptureRun(bytes: file.bytes).frames)
  }

  @Test func `what cannot be opened is said in one line`() throws {
    let folder = try Folder()
    let text = try folder.write(Array("Dear administrator,\n".utf8), as: "letter.txt")
    let wanted: [(path: String, kind: CaptureError.Kind)] = [
      (folder.path("nothing.pcap"), .missing), (text + "/x.pcap", .missing),
      (folder.url.path, .directory), (try folder.write([], as: "empty.pcap"), .empty),
      (text, .notACapture), ("/dev/null", .empty), ("/dev/zero", .notACapture),
    ]
    for (path, kind) in wanted {
      let error = try #require(CaptureRun(path: path).refusal)
      #expect(error.kind == kind)
      #expect(error.description.hasPrefix(path + ": \(kind.rawValue)"))
      #expect(error.description.contains("expected ") && error.description.contains("found "))
      #expect(!error.description.contains("\n"))
    }
  }

  // The superuser may read everything.
  @Test(.enabled(if: geteuid() != 0, "runs as the superuser"))
  func `a file that may not be read is named`() throws {
    let folder = try Folder()
    let path = try folder.write(PcapFile().bytes, as: "secret.pcap")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    #expect(CaptureRun(path: path).refusal?.kind == .permission)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/mkfifo"), "no mkfifo"))
  func `a pipe is read as its writer writes`() throws {
    let folder = try Folder()
    let sample = SampleCapture.all[0]
    let pipe = folder.path("pipe")
    let capture = try folder.write(sample.bytes, as: "capture")
    let making = try Process.run(URL(filePath: "/usr/bin/mkfifo"), arguments: [pipe])
    making.waitUntilExit()
    let script = "exec > \"$1\"; head -c 30 \"$2\"; sleep 0.1; tail -c +31 \"$2\""
    let writer = try Process.run(
      URL(filePath: "/bin/sh"), arguments: ["-c", script, "sh", pipe, capture])
    let run = CaptureRun(path: pipe)
    writer.waitUntilExit()
    #expect(run.frames == CaptureRun(bytes: sample.bytes).frames)
    #expect(run.trouble == nil)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/fd"), "no /proc"))
  func `a file is open as long as its reader lives, and no longer`() throws {
    let folder = try Folder()
    let path = try folder.write(SampleCapture.all[0].bytes, as: "open.pcap")
    let broken = try folder.write([1, 2, 3, 4, 5], as: "broken.pcap")
    func read() throws {
      var file = try CaptureFile(path: path)
      #expect(descriptors(of: path) == 1)
      file.forEachFrame { _, _ in true }
      #expect(file.summary.frames == 6)
    }
    try read()
    #expect(descriptors(of: path) == 0)
    #expect(CaptureRun(path: broken).refusal?.kind == .notACapture)
    #expect(descriptors(of: broken) == 0)
    #expect(CaptureRun(path: folder.url.path).refusal?.kind == .directory)
    #expect(descriptors(of: folder.url.path) == 0)
  }

  /// How many descriptors of this process are that file.
  private func descriptors(of path: String) -> Int {
    let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    return open.filter { number in
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(number)"))
        == path
    }.count
  }
}
