import Foundation
import Testing

/// `watch` on a cable of its own: the real binary, a real interface, frames sent by tcpreplay.
@Suite(
  .enabled(if: Program.chokepoint != nil, "no chokepoint command beside the tests"), .serialized)
struct WatchCommandTests {
  private let chokepoint: Program

  init() throws { chokepoint = try #require(Program.chokepoint) }

  /// The parts of a report that do not depend on when frames came.
  private struct Report: Decodable, Equatable {
    struct Incident: Decodable, Equatable {
      struct Limit: Decodable, Equatable {
        var setting: String
        var value: Int?
      }

      var verdict: String
      var cause: String
      var account: String?
      var server: String
      var attempts: Int
      var failures: Int
      var limit: Limit?
    }

    var verdict: String
    var incidents: [Incident]

    init(_ bytes: [UInt8]) throws {
      self = try JSONDecoder().decode(Self.self, from: Data(bytes))
    }
  }

  private struct Event: Decodable {
    var schema: String
    var event: String
    var number: Int
    var refused: Int
  }

  /// Watches one end of a cable while a capture is sent into the other.
  private func watch(
    _ options: [String], sending capture: SampleCapture
  ) async throws -> Program.Outcome {
    let cable = WatchedCable()
    let watching = try await cable.watch(options)
    return try await cable.send(capture, andEnd: watching)
  }

  @Test(
    .enabled(if: WatchedCable.isPossible, WatchedCable.why),
    arguments: ["per-user-limit-16", "wrong-password-everywhere", "healthy-day"])
  func `incidents on an interface are those of the file`(name: String) async throws {
    let capture = SampleCapture(name: name)
    let folder = try TemporaryFolder()
    let report = try folder.file("report.json", [])
    let outcome = try await watch(["--format", "jsonl", "-o", report], sending: capture)
    let live = try Report([UInt8](Data(contentsOf: URL(filePath: report))))
    let file = try Report(chokepoint.run(["analyze", "--format", "json", capture.path]).bytes)
    #expect(live == file)
    #expect(outcome.status == (file.incidents.isEmpty ? 0 : 1))
    let events = try outcome.lines.map {
      try JSONDecoder().decode(Event.self, from: Data($0.utf8))
    }
    // Each is told once when it opens and once when it is over.
    #expect(events.filter { $0.event == "opened" }.count == file.incidents.count)
    #expect(events.filter { $0.event == "closed" }.count == file.incidents.count)
    #expect(events.allSatisfy { $0.schema == "chokepoint.watch/1" })
    #expect(outcome.errors.contains("0 in the kernel, 0 in the queue"))
  }

  @Test(.enabled(if: WatchedCable.isPossible, WatchedCable.why))
  func `the ring and the store hold what was seen`() async throws {
    let capture = SampleCapture(name: "per-user-limit-16")
    let folder = try TemporaryFolder()
    let store = folder.url.path + "/sensor.sqlite"
    let ring = folder.url.path + "/ring"
    _ = try await watch(["--store", store, "--ring", ring], sending: capture)
    let file = try Report(chokepoint.run(["analyze", "--format", "json", capture.path]).bytes)
    let stored = try Report(
      chokepoint.run(["report", "--from", store, "--format", "json"]).bytes)
    #expect(stored.incidents == file.incidents)
    let frames = try FileManager.default.contentsOfDirectory(atPath: ring).sorted()
      .map { "\(ring)/\($0)" }
    let again = try Report(chokepoint.run(["analyze", "--format", "json"] + frames).bytes)
    #expect(again.verdict == file.verdict)
    let told = try chokepoint.run(["incidents", store, "--format", "jsonl"])
    #expect(told.lines.count == 1)
    #expect(told.status == 1)
  }

  @Test(.enabled(if: WatchedCable.isPossible, WatchedCable.why))
  func `root becomes who it is told to, and holds nothing`() async throws {
    let watching = try await WatchedCable().watch(["-Z", "nobody"])
    let lines = try String(
      contentsOfFile: "/proc/\(watching.identifier)/status", encoding: .utf8
    ).split(separator: "\n")
    func field(_ name: String) -> [Substring] {
      lines.first { $0.hasPrefix(name) }?.split(separator: "\t").dropFirst().map { $0 } ?? []
    }
    #expect(!field("Uid:").contains("0") && field("Uid:").count == 4)
    for set in ["CapInh:", "CapPrm:", "CapEff:", "CapBnd:", "CapAmb:"] {
      #expect(field(set) == ["0000000000000000"], "\(set)")
    }
    #expect(field("NoNewPrivs:") == ["1"])
    watching.terminate()
    #expect(try watching.outcome().status == 0)
  }

  @Test func `an interface that is none is named in one line`() throws {
    let outcome = try chokepoint.run(["watch", "-i", "nosuch0", "--duration", "1"])
    #expect(outcome.status == 2)
    #expect(outcome.messages.count == 1)
    #expect(outcome.errors.contains("nosuch0"))
  }

  @Test func `a configuration with a mistake starts nothing`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("sensor.yaml", Array("interfaces: [lo]\nquiet: soon\n".utf8))
    for command in [["watch", "--config", file], ["check-config", file]] {
      let outcome = try chokepoint.run(command)
      #expect(outcome.status == 2)
      #expect(outcome.messages.count == 1)
      #expect(outcome.errors.contains("\(file): line 2, column 8"))
    }
  }
}
