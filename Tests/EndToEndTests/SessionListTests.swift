import Foundation
import Testing

/// `sessions` in its three formats.
@Suite(.enabled(if: Program.chokepoint != nil, "no chokepoint command beside the tests"))
struct SessionListTests {
  @Test(arguments: SampleCapture.all)
  func `each format lists every session once`(_ capture: SampleCapture) throws {
    let report = try run("analyze", "json", capture)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(report.bytes)) as? [String: Any])
    let summary = try #require(object["summary"] as? [String: Any])
    let count = try #require(summary["sessions"] as? Int)
    #expect(count > 0)
    #expect(try run("sessions", "table", capture).lines.count == count + 1)
    #expect(try run("sessions", "jsonl", capture).lines.count == count)
    let records = try #require(csvRecords(try run("sessions", "csv", capture).output))
    #expect(records.count == count + 1)
    #expect(Set(records.map(\.count)).count == 1)
  }

  @Test(arguments: SampleCapture.all)
  func `a line of JSON has the documented keys`(_ capture: SampleCapture) throws {
    var missing: Set<String> = []
    for line in try run("sessions", "jsonl", capture).lines {
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
      let session = try #require(value as? [String: Any])
      missing.formUnion(missingKeys(Self.sessionKeys, in: session))
      missing.formUnion(missingKeys(["address", "port"], in: session["client"]))
      missing.formUnion(missingKeys(["address", "port"], in: session["server"]))
      missing.formUnion(missingKeys(["client", "server"], in: session["gaps"]))
      for signIn in session["authentications"] as? [Any] ?? [] {
        missing.formUnion(missingKeys(Self.signInKeys, in: signIn))
      }
    }
    #expect(missing.sorted() == [])
  }

  @Test(arguments: SampleCapture.all)
  func `values are of the documented vocabulary`(_ capture: SampleCapture) throws {
    let records = try #require(csvRecords(try run("sessions", "csv", capture).output))
    let head = try #require(records.first)
    for (column, words) in Self.vocabulary {
      let index = try #require(head.firstIndex(of: column))
      let strange = Set(records.dropFirst().map { $0[index] }).subtracting(words)
      #expect(strange == [], "\(column)")
    }
  }

  private static let sessionKeys = [
    "capture", "protocol", "client", "server", "start", "end", "firstFrame", "lastFrame",
    "opening", "closing", "greeting", "tls", "authentications", "commands", "bytesFromClient",
    "bytesFromServer", "gaps", "anomalies",
  ]
  private static let signInKeys = [
    "mechanism", "account", "accountAsSeen", "workstation", "result", "response", "frame", "time",
    "latency",
  ]
  private static let vocabulary: [String: Set<String>] = [
    "protocol": ["imap", "smtp"],
    "opening": ["handshake", "midstream", "unanswered", "refused"],
    "closing": ["client-fin", "server-fin", "client-rst", "server-rst", "open"],
    "tls": ["none", "starttls", "implicit"],
    "result": ["", "ok", "failed", "throttled", "error", "abandoned"],
  ]

  private func run(
    _ command: String, _ format: String, _ capture: SampleCapture
  ) throws -> Program.Outcome {
    let chokepoint = try #require(Program.chokepoint)
    let outcome = try chokepoint.run([command, "--format", format, capture.reportedPath])
    #expect(outcome.errors == "")
    return outcome
  }

}
