import Foundation
import Testing

/// `analyze --evidence` on the command line.
@Suite(.enabled(if: Program.chokepoint != nil, "no chokepoint command beside the tests"))
struct EvidenceOptionTests {
  private static let capture = SampleCapture(name: "dovecot-userip-limit")

  private func run(_ arguments: [String]) throws -> Program.Outcome {
    try #require(Program.chokepoint).run(["analyze"] + arguments)
  }

  @Test func `the report names the file, and its identifiers stand in the remarks`() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "out.pcapng").path
    let outcome = try run([
      Self.capture.path, "--evidence", path, "--redact", "--format", "json",
    ])
    #expect(outcome.status == 1)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.bytes)) as? [String: Any])
    let file = try #require(json["evidenceFile"] as? [String: Any])
    #expect(file["path"] as? String == path)
    #expect(file["redacted"] as? Bool == true)
    #expect((file["replacedBytes"] as? Int ?? 0) > 0)
    let incidents = try #require(json["incidents"] as? [[String: Any]])
    let id = try #require(incidents.first?["id"] as? String)
    let bytes = try Data(contentsOf: URL(filePath: path))
    #expect(bytes.range(of: Data("Incident \(id) (".utf8)) != nil)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func `a capture is not overwritten by its own evidence`() throws {
    let folder = try TemporaryFolder()
    let bytes = try Data(contentsOf: Self.capture.file)
    let path = try folder.file("own.pcap", bytes)
    let link = folder.url.appending(path: "link.pcap").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    for target in [path, link] {
      let outcome = try run([path, "--evidence", target])
      #expect(outcome.status == 2)
      #expect(outcome.messages.count == 1)
      #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
    }
  }

  @Test func `standard input is refused, as it can be read only once`() throws {
    let outcome = try run(["-", "--evidence", "x.pcapng"])
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("standard input"))
  }

  @Test(arguments: [
    ["--redact"], ["--redact-addresses"], ["--evidence", "x", "--redact-addresses"],
  ])
  func `replacing without a file to replace in is a mistake`(_ options: [String]) throws {
    #expect(try run([Self.capture.path] + options).status == 64)
  }

  @Test func `a healthy capture gives no file, and says so`() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "out.pcapng").path
    let outcome = try run([
      SampleCapture(name: "healthy-day").path, "--evidence", path,
    ])
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("no incident"))
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "no /dev/full here"))
  func `a full disk is reported`() throws {
    let outcome = try run([Self.capture.path, "--evidence", "/dev/full"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("/dev/full: cannot be written: No space left on device"))
  }
}
