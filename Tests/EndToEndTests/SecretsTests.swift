import Bytes
import Diagnosis
import Foundation
import Reports
import Testing

/// Passwords and what stands for them come out of no command.
///
/// No message of these tests shows a secret: they tell in which output one was found.
struct SecretsTests {
  private static let secrets = Result { try Secrets() }
  private static let commands = [
    ["analyze"], ["analyze", "--all", "--statistics"],
    ["analyze", "--format", "json", "--statistics"],
    ["sessions"], ["sessions", "--format", "csv"], ["sessions", "--format", "jsonl"],
    ["trace"], ["trace", "--both"],
  ]

  @Test(
    .enabled(if: Program.chokepoint != nil, "no chokepoint command beside the tests"),
    arguments: commands)
  func `no command lets a secret out`(_ command: [String]) throws {
    let chokepoint = try #require(Program.chokepoint)
    let secrets = try Self.secrets.get()
    let paths = SampleCapture.all.map(\.reportedPath)
    for files in paths.map({ [$0] }) + [paths] {
      let outcome = try chokepoint.run(command + files)
      let text = outcome.bytes + Array(outcome.errors.utf8)
      // Some captures hold no mail line: nothing but SYNs, or TLS.
      #expect(!text.isEmpty || command.first == "trace")
      let isLeaking = secrets.isHeld(by: text)
      #expect(!isLeaking, "\(command) \(files)")
    }
  }

  @Test(arguments: SampleCapture.wrapped)
  func `no lost frame lets a secret out`(_ capture: SampleCapture) throws {
    try expectNoLeak(capture) { frames in
      frames.indices.map { Array(frames[..<$0] + frames[($0 + 1)...]) }
    }
  }

  @Test(arguments: SampleCapture.wrapped)
  func `no two frames that changed places let a secret out`(_ capture: SampleCapture) throws {
    try expectNoLeak(capture) { frames in
      frames.indices.dropLast().map { index in
        var swapped = frames
        swapped.swapAt(index, index + 1)
        return swapped
      }
    }
  }

  @Test(arguments: SampleCapture.wrapped)
  func `no start in the middle lets a secret out`(_ capture: SampleCapture) throws {
    try expectNoLeak(capture) { frames in frames.indices.map { Array(frames[$0...]) } }
  }

  @Test(arguments: SampleCapture.wrapped)
  func `neither direction alone lets a secret out`(_ capture: SampleCapture) throws {
    try expectNoLeak(capture) { frames in
      let (one, other) = (
        frames.filter { $0.connection?.isFromLower == true },
        frames.filter { $0.connection?.isFromLower == false }
      )
      return [one, other]
    }
  }

  /// Reads variants of connections that carry secrets; some of each capture, for the sake of time.
  private func expectNoLeak(
    _ capture: SampleCapture, _ variants: ([TimedFrame]) -> [[TimedFrame]]
  ) throws {
    let secrets = try Self.secrets.get()
    for connection in try Self.connections.get()[capture.name] ?? [] {
      let leaking = try variants(connection).enumerated().filter { _, frames in
        let study = try Study(tracing: Container.pcap().write(frames, 1))
        return secrets.isHeld(by: Array(try outputs(study).utf8))
      }
      #expect(leaking.map(\.offset) == [])
    }
  }

  /// The first frames of some connections that carry a secret, by capture.
  private static let connections = Result<[String: [[TimedFrame]]], any Error> {
    let secrets = try Self.secrets.get()
    return try Dictionary(
      uniqueKeysWithValues: SampleCapture.wrapped.map { capture in
        let all = Dictionary(grouping: try capture.frames()) { $0.connection?.ends ?? [] }
        let telling = all.values.filter { frames in
          frames[0].connection != nil && frames.contains { secrets.isHeld(by: $0.bytes) }
        }.sorted { $0[0].time < $1[0].time }
        let chosen = stride(from: 0, to: telling.count, by: max(1, telling.count / 3))
        return (capture.name, chosen.map { Array(telling[$0].prefix(30)) })
      })
  }

  /// The client's answers to SMTP's two challenges look alike: only their order tells them apart.
  @Test func `an SMTP password is no account when two frames changed places`() throws {
    let password = "Dorf-Teich-99"
    func line(_ words: String) -> [UInt8] { Array((words + "\r\n").utf8) }
    func encoded(_ words: String) -> [UInt8] {
      Array(Data(words.utf8).base64EncodedData()) + [13, 10]
    }
    var capture = StagedCapture()
    capture.addConnection(
      from: 1, to: 25,
      [
        (.server, line("220 mail ESMTP")), (.client, line("EHLO agent")),
        (.server, line("250 AUTH LOGIN")), (.client, line("AUTH LOGIN")),
        (.server, line("334 VXNlcm5hbWU6")), (.client, encoded("agent")),
        (.server, line("334 UGFzc3dvcmQ6")), (.client, encoded(password)),
        (.server, line("235 2.7.0 welcome")),
      ])
    let frames = try TimedFrame.all(in: capture.bytes)
    let leaking = try frames.indices.dropLast().filter { index in
      var swapped = frames
      swapped.swapAt(index, index + 1)
      let study = try Study(tracing: Container.pcap().write(swapped, 1))
      return try outputs(study).lowercased().contains(password.lowercased())
    }
    #expect(leaking == [])
  }

  /// All that the commands would print of a capture.
  private func outputs(_ study: Study) throws -> String {
    let report = study.report(path: "x.pcap")
    let list = SessionReport(captures: report.captures, signatures: .builtIn)
    let sessions = try SessionReport.Format.allCases.map { format in
      try study.sessions.reduce("") { try $0 + list.line($1, format) }
    }
    return try TextReport(evidenceShown: nil).text(report) + JSONReport.text(report)
      + study.trace + sessions.joined()
      + (study.sessions.isEmpty ? "" : study.ladder(path: "x.pcap"))
  }

  @Test func `the captures hold the secrets that are looked for`() throws {
    let secrets = try Self.secrets.get()
    let files = try SampleCapture.wrapped.map { [UInt8](try Data(contentsOf: $0.file)) }
    let (inPlain, inBase64) = (
      files.count { secrets.isHeldInPlain(by: $0) }, files.count { secrets.isHeldInBase64(by: $0) }
    )
    #expect(inPlain > 0)
    #expect(inBase64 > 0)
    #expect(secrets.tokenCount > 100)
  }
}
