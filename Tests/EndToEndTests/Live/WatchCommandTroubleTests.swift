import Foundation
import Testing

/// What a sensor lives through.
@Suite(
  .enabled(if: Program.chokepoint != nil, "no chokepoint command beside the tests"),
  .enabled(if: WatchedCable.isPossible, WatchedCable.why), .serialized)
struct WatchCommandTroubleTests {
  private let capture = SampleCapture(name: "per-user-limit-16")

  @Test func `a configuration that was broken meanwhile changes nothing`() async throws {
    let folder = try TemporaryFolder()
    let right = "interfaces: [vb]\nquiet: 60\n"
    let file = try folder.file("sensor.yaml", Data(right.utf8))
    let cable = WatchedCable()
    let watching = try await cable.watch(["--config", file], from: [])
    _ = try folder.file("sensor.yaml", Data("interfaces: [vb]\nquiet: soon\n".utf8))
    watching.signal(SIGHUP)
    try await watching.waits(for: "the configuration stays as it was")
    #expect(watching.errors.contains("\(file): line 2, column 8"))
    try FileManager.default.removeItem(atPath: file)
    watching.signal(SIGHUP)
    try await watching.waits(for: "\(file): ")
    _ = try folder.file("sensor.yaml", Data(right.utf8))
    watching.signal(SIGHUP)
    try await watching.waits(for: "the configuration was read again")
    let outcome = try await cable.send(capture, andEnd: watching)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("uccxmail"))
  }

  @Test(
    .enabled(
      if: WatchedCable.isVolumePossible, "not allowed to mount a small volume in a namespace"))
  func `a full disk stops the writing and not the sensor, and room lets it resume`()
    async throws
  {
    let folder = try TemporaryFolder()
    let cable = WatchedCable()
    let store = folder.url.path + "/sensor.sqlite"
    let watching = try await cable.watch(
      ["--store", store, "--format", "jsonl"], volume: folder.url.path)
    // The volume as the sensor sees it.
    let volume = "/proc/\(watching.identifier)/root\(folder.url.path)"
    let filler = try #require(FileHandle(forWritingAtPath: try Self.made(volume + "/filler")))
    let block = Data(repeating: 0, count: 4_096)
    for _ in 0..<4_096 where (try? filler.write(contentsOf: block)) == nil { break }
    try cable.send(capture)
    try await watching.waits(for: "what comes is kept until it can be written")
    try FileManager.default.removeItem(atPath: volume + "/filler")
    try filler.close()
    try await watching.waits(for: "the store is written again; 0 sessions were lost")
    // All that came meanwhile is in it, also the incident that opened without room.
    let copy = folder.url.path + "/copy.sqlite"
    var attempts = 0
    let program = try #require(Program.chokepoint)
    for _ in 0..<100 where attempts < 207 {
      try await Task.sleep(for: .milliseconds(200))
      for end in ["", "-wal"] {
        try? FileManager.default.removeItem(atPath: copy + end)
        try? FileManager.default.copyItem(
          atPath: volume + "/sensor.sqlite" + end, toPath: copy + end)
      }
      let report = try program.run(["report", "--from", copy, "--format", "json"])
      attempts = (try? JSONDecoder().decode(Report.self, from: Data(report.bytes)))?.attempts ?? 0
    }
    #expect(attempts == 207)
    watching.terminate()
    let outcome = try watching.outcome()
    #expect(outcome.status == 1)
    #expect(outcome.lines.count { $0.contains(#""event":"opened""#) } == 1)
  }

  @Test func `an alert's command that hangs holds up neither the sensor nor its end`() async throws
  {
    let folder = try TemporaryFolder()
    let hook = try folder.file("hook", Data("#!/bin/sh\nexec sleep 1000\n".utf8))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook)
    let cable = WatchedCable()
    let watching = try await cable.watch(["--alert-command", hook])
    let outcome = try await cable.send(capture, andEnd: watching)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("uccxmail"))
    #expect(outcome.errors.contains("0 in the kernel, 0 in the queue"))
  }

  @Test func `an interface that goes down and comes back is told of, and frames go on`()
    async throws
  {
    let cable = WatchedCable()
    let watching = try await cable.watch([])
    try cable.set("down")
    try await watching.waits(for: "vb: is down")
    try cable.set("up")
    try await watching.waits(for: "vb: is up again")
    let outcome = try await cable.send(capture, andEnd: watching)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("uccxmail"))
  }

  private struct Report: Decodable {
    struct Incident: Decodable {
      var attempts: Int
    }

    var incidents: [Incident]
    var attempts: Int { incidents.map(\.attempts).max() ?? 0 }
  }

  private static func made(_ path: String) throws -> String {
    try Data().write(to: URL(filePath: path))
    return path
  }
}
