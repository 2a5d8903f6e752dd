import Foundation
import Testing

/// The options that take a server's own records, on a recorded capture.
@Suite(.enabled(if: Program.chokepoint != nil, "no chokepoint command beside the tests"))
struct ServerRecordTests {
  private let chokepoint: Program
  private let folder: TemporaryFolder
  private let capture = SampleCapture(name: "per-user-limit-16").reportedPath

  init() throws {
    chokepoint = try #require(Program.chokepoint)
    folder = try TemporaryFolder()
  }

  /// The server's log of the capture's sessions, an hour, a second and a half ahead.
  private func protocolLog() throws -> String {
    let outcome = try chokepoint.run(["sessions", "--format", "jsonl", capture])
    var lines = [
      "#Fields: dateTime,sessionId,seqNumber,sIp,cIp,user,duration,rqsize,rpsize,command,parameters,context"
    ]
    for (number, line) in outcome.lines.enumerated() where !line.isEmpty {
      let session = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let client = try endpoint(session["client"])
      let server = try endpoint(session["server"])
      for fact in session["authentications"] as? [[String: Any]] ?? [] {
        let time = try #require(fact["time"] as? String)
        let isRefused = fact["result"] as? String == "failed"
        let context = isRefused ? "\"R=\"\"A1 NO x\"\";Msg=UserConnectionLimitReached\"" : "R=OK"
        lines.append(
          "\(try shifted(time)),S\(number),1,\(server),\(client),u,1,1,1,authenticate,PLAIN,\(context)"
        )
      }
    }
    #expect(lines.count > 20)
    return lines.joined(separator: "\r\n") + "\r\n"
  }

  private func endpoint(_ value: Any?) throws -> String {
    let parts = try #require(value as? [String: Any])
    return "\(try #require(parts["address"] as? String)):\(try #require(parts["port"] as? Int))"
  }

  private func shifted(_ time: String) throws -> String {
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    return try Date(time, strategy: style).addingTimeInterval(3_601.5).formatted(style)
  }

  @Test func `a log and settings confirm the limit, and the report says which did`() throws {
    let log = try folder.file("IMAP4.log", Data(protocolLog().utf8))
    let settings = try folder.file(
      "settings.txt", Data("ProtocolName : IMAP4\r\nMaxConnectionsPerUser : 16\r\n".utf8))
    let arguments = ["analyze", "--imap-log", log, "--settings", settings, capture]
    let outcome = try chokepoint.run(arguments)
    #expect(outcome.status == 1)
    #expect(outcome.errors == "")
    #expect(outcome.output.contains("UserConnectionLimitReached"))
    #expect(outcome.output.contains("MaxConnectionsPerUser = 16"))
    let json = try chokepoint.run(arguments + ["--format", "json"])
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any])
    let incident = try #require((report["incidents"] as? [[String: Any]])?.first)
    let evidence = try #require(incident["otherEvidence"] as? [[String: Any]])
    #expect(evidence.compactMap { $0["effect"] as? String } == ["confirms", "confirms"])
    let limit = try #require(incident["limit"] as? [String: Any])
    #expect(limit["value"] as? Int == 16)
  }

  @Test func `a file that is no record is named with its place, and nothing is analysed wrongly`()
    throws
  {
    let path = try folder.file("nothing.txt", Data("hello\n".utf8))
    for option in ["--imap-log", "--settings", "--events"] {
      let outcome = try chokepoint.run(["analyze", option, path, capture])
      #expect(outcome.status == 2, "\(option)")
      #expect(outcome.errors.contains("nothing.txt"), "\(option): \(outcome.errors)")
      #expect(outcome.errors.contains("expected"), "\(option): \(outcome.errors)")
    }
  }
}
