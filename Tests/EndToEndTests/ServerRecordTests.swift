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
    let korean = try chokepoint.run(arguments + ["--language", "ko"])
    let words = korean.output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("다른 증거 - IMAP4 프로토콜 로그("))
    #expect(words.contains("MaxConnectionsPerUser = 16. 진단을 뒷받침합니다"))
    let json = try chokepoint.run(arguments + ["--format", "json"])
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any])
    let incident = try #require((report["incidents"] as? [[String: Any]])?.first)
    let evidence = try #require(incident["otherEvidence"] as? [[String: Any]])
    #expect(evidence.compactMap { $0["effect"] as? String } == ["confirms", "confirms"])
    let limit = try #require(incident["limit"] as? [String: Any])
    #expect(limit["value"] as? Int == 16)
  }

  /// The first incident of a report that was made with one record.
  private func incident(
    of capture: String, _ option: String, _ text: String
  ) throws -> [String: Any] {
    let path = try folder.file("record.txt", Data(text.utf8))
    let json = try chokepoint.run(
      ["analyze", "--format", "json", option, path, SampleCapture(name: capture).reportedPath])
    #expect(json.errors == "")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any])
    return try #require((report["incidents"] as? [[String: Any]])?.first)
  }

  private func effects(_ incident: [String: Any]) -> [String] {
    (incident["otherEvidence"] as? [[String: Any]] ?? []).compactMap { $0["effect"] as? String }
  }

  @Test(arguments: [(4, "confirms"), (20, "refutes")])
  func `the transport's event 1021 is held against the connector's limit`(
    limit: Int, effect: String
  ) throws {
    let event =
      "Level,Date and Time,Source,Event ID,Task Category\r\nWarning,11/26/2026 2:52:11 PM,"
      + "MSExchangeTransport,1021,SmtpReceive,\"Receive connector \"\"Client EX1\"\" rejected an"
      + " incoming connection from IP address 10.4.4.90. The maximum number of connections per"
      + " source (\(limit)) for this connector has been reached by this source IP address.\"\r\n"
    let incident = try incident(of: "smtp-connections-per-source", "--events", event)
    #expect(incident["cause"] as? String == "smtp-connections-per-source")
    #expect(effects(incident) == [effect])
  }

  @Test(arguments: [("4", "confirms"), ("unlimited", "refutes")])
  func `a connector's settings are held against the limit`(value: String, effect: String) throws {
    let listing =
      "Name : Client EX1\r\nBindings : {0.0.0.0:587}\r\nMaxInboundConnection : 5000\r\n"
      + "MaxInboundConnectionPerSource : \(value)\r\n"
      + "MaxInboundConnectionPercentagePerSource : 100\r\n"
    let incident = try incident(of: "smtp-connections-per-source", "--settings", listing)
    #expect(effects(incident) == [effect])
  }

  @Test func `a policy without an IMAP budget speaks against a budget delay`() throws {
    let listing =
      "Name : Default\r\nIMAPMaxConcurrency :\r\nIMAPPercentTimeInCAS :\r\n"
      + "IMAPPercentTimeInAD :\r\nRCAMaxConcurrency : 20\r\n"
    let capture = "budget-delay-without-words"
    let plain = try chokepoint.run(
      ["analyze", "--format", "json", SampleCapture(name: capture).reportedPath])
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(plain.bytes)) as? [String: Any])
    let before = try #require((report["incidents"] as? [[String: Any]])?.first)
    let after = try incident(of: capture, "--settings", listing)
    #expect(effects(after) == ["refutes"])
    let (one, other) = (before["confidence"] as? Double, after["confidence"] as? Double)
    #expect(try #require(other) < #require(one))
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
