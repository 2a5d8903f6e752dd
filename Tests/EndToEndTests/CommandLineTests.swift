import Foundation
import TestSupport
import Testing

/// What users see of the command line: output, messages and exit status.
@Suite(.enabled(if: Program.chokepoint != nil, "no chokepoint command beside the tests"))
struct CommandLineTests {
  private let chokepoint: Program
  private let folder: TemporaryFolder
  private let throttled = SampleCapture(name: "per-user-limit-16").reportedPath
  private let healthy = SampleCapture(name: "healthy-day").reportedPath

  init() throws {
    chokepoint = try #require(Program.chokepoint)
    folder = try TemporaryFolder()
  }

  // MARK: Exit status

  @Test(arguments: SampleCapture.all)
  func `the exit status tells whether there are incidents`(_ capture: SampleCapture) throws {
    let outcome = try chokepoint.run(["analyze", capture.reportedPath])
    // An inconclusive capture may hold no incident: all of it TLS, for one.
    #expect(outcome.status == (try capture.truth().cause == nil ? 0 : 1))
    #expect(outcome.output.hasPrefix("\(capture.reportedPath): "))
    #expect(outcome.errors == "")
  }

  @Test(arguments: ["analyze", "sessions", "trace"])
  func `a missing file is named in one line`(_ command: String) throws {
    try expectRefusal([command, "no/such/file.pcap"], words: ["no/such/file.pcap", "missing"])
  }

  @Test(arguments: ["analyze", "sessions", "trace"])
  func `a folder is not a capture`(_ command: String) throws {
    try expectRefusal([command, folder.url.path], words: [folder.url.path, "directory"])
  }

  @Test(arguments: ["analyze", "sessions", "trace"])
  func `an empty file is not a capture`(_ command: String) throws {
    let file = try folder.file("empty.pcap", [])
    try expectRefusal([command, file], words: [file, "empty"])
  }

  @Test(arguments: ["analyze", "sessions", "trace"])
  func `a text file is not a capture`(_ command: String) throws {
    let file = try folder.file("notes.txt", Array("A1 NO AUTHENTICATE failed.\r\n".utf8))
    try expectRefusal([command, file], words: [file, "not_a_capture"])
  }

  @Test(
    .enabled(if: geteuid() != 0, "the superuser may read everything"),
    arguments: ["analyze", "sessions", "trace"])
  func `a file without permission is named in one line`(_ command: String) throws {
    let file = try folder.file("secret.pcap", PcapFile().bytes)
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: file)
    try expectRefusal([command, file], words: [file, "permission"])
  }

  @Test(arguments: ["analyze", "sessions", "trace"])
  func `a bad filter is refused in libpcap's words`(_ command: String) throws {
    try expectRefusal(
      [command, "-f", "tcp prot 143", throttled], words: [throttled, "bad_filter", "syntax error"])
  }

  @Test(arguments: [
    ["analyze", "--no-such-option"], ["analyze"], ["nonsense"], ["analyze", "-c", "0", "x.pcap"],
    ["analyze", "-c", "many", "x.pcap"], ["analyze", "--format", "yaml", "x.pcap"],
    ["analyze", "-", "-"], ["analyze", "--known", "nothing", "x.pcap"],
    ["sessions", "--format", "xml", "x.pcap"], ["trace", "--neither", "x.pcap"],
  ])
  func `wrong usage has a status of its own`(_ arguments: [String]) throws {
    let outcome = try chokepoint.run(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains("Usage: "))
  }

  @Test(arguments: [
    ["--help"], ["--version"], ["analyze", "--help"], ["sessions", "--help"], ["trace", "--help"],
  ])
  func `help is no error`(_ arguments: [String]) throws {
    let outcome = try chokepoint.run(arguments)
    #expect(outcome.status == 0)
    #expect(!outcome.output.isEmpty)
    #expect(outcome.errors == "")
  }

  // MARK: Damaged and other captures

  @Test(arguments: ["analyze", "sessions", "trace"])
  func `a capture cut off gives what stands before the cut`(_ command: String) throws {
    let whole = try Data(contentsOf: SampleCapture(name: "per-user-limit-16").file)
    let file = try folder.file("cut.pcap", whole.prefix(200_001))
    let outcome = try chokepoint.run([command, file])
    #expect(outcome.status == 2)
    #expect(!outcome.output.isEmpty)
    let message = try #require(outcome.messages.first)
    #expect(outcome.messages.count == 1)
    #expect(message.contains(file))
    #expect(message.contains("truncated_record at byte \(try lastRecord(in: whole, end: 200_001))"))
  }

  @Test func `a capture without mail is no incident`() throws {
    var capture = PcapFile()
    let web = NetworkPacket.ipv4(
      from: [10, 0, 0, 1], to: [10, 0, 0, 2], .tcp(from: 40_000, to: 80, flags: 2))
    capture.append(time: 1_700_000_000_000_000_000, bytes: Frame.ethernet(web))
    let outcome = try chokepoint.run(["analyze", try folder.file("web.pcap", capture.bytes)])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("NO MAIL TRAFFIC"))
    #expect(outcome.errors == "")
  }

  @Test func `a capture without frames is no incident`() throws {
    let outcome = try chokepoint.run(["analyze", try folder.file("none.pcap", PcapFile().bytes)])
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
  }

  @Test func `one bad file does not stop the others`() throws {
    let alone = try chokepoint.run(["analyze", throttled])
    for files in [["missing.pcap", throttled], [throttled, "missing.pcap"]] {
      let outcome = try chokepoint.run(["analyze"] + files)
      #expect(outcome.status == 2)
      #expect(outcome.output == alone.output)
      #expect(outcome.messages.count == 1)
      #expect(outcome.errors.contains("missing.pcap"))
    }
  }

  // MARK: Where captures come from

  @Test(arguments: ["analyze", "sessions", "trace"])
  func `standard input is read like a file`(_ command: String) throws {
    let named = try chokepoint.run([command, throttled])
    let file = SampleCapture.package.appending(path: throttled).path
    let outcome = try chokepoint.run([command, "-"], input: file)
    #expect(outcome.status == named.status)
    #expect(outcome.lines.dropFirst() == named.lines.dropFirst())
    #expect(outcome.errors == "")
  }

  @Test(arguments: ["analyze", "sessions", "trace"])
  func `a file may be named as tcpdump names it`(_ command: String) throws {
    let named = try chokepoint.run([command, throttled])
    let outcome = try chokepoint.run([command, "-n", "-r", throttled])
    #expect(outcome.status == named.status)
    #expect(outcome.output == named.output)
  }

  @Test func `so many frames are read and no more`() throws {
    let report = try json(["-c", "100", throttled])
    let captures = try #require(report["captures"] as? [[String: Any]])
    #expect(captures.first?["frames"] as? Int == 100)
  }

  @Test func `a filter leaves out frames but not their numbers`() throws {
    let all = try chokepoint.run(["trace", healthy])
    let some = try chokepoint.run(["trace", "-f", "tcp port 587", healthy])
    let expected = all.lines.filter { $0.contains(" SMTP ") }
    #expect(!expected.isEmpty)
    #expect(rowsWithoutTime(some.lines) == rowsWithoutTime(expected))
  }

  // MARK: Where results go

  @Test func `a report goes to a file`() throws {
    let report = folder.url.appending(path: "report.txt")
    let outcome = try chokepoint.run(["analyze", "-o", report.path, throttled])
    #expect(outcome.status == 1)
    #expect(outcome.output == "")
    let direct = try chokepoint.run(["analyze", throttled])
    #expect(try Data(contentsOf: report) == Data(direct.bytes))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["report.txt"])
  }

  @Test func `a full disk is named in one line`() throws {
    let outcome = try chokepoint.run(["analyze", "-o", "/dev/full", throttled])
    #expect(outcome.status == 2)
    #expect(outcome.messages.count == 1)
    #expect(outcome.errors.contains("/dev/full"))
    let attributes = try FileManager.default.attributesOfItem(atPath: "/dev/full")
    #expect(attributes[.type] as? FileAttributeType == .typeCharacterSpecial)
  }

  @Test(arguments: ["analyze", "sessions", "trace"])
  func `a full disk behind standard output is named in one line`(_ command: String) throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let outcome = try chokepoint.run([command, throttled], output: full)
    #expect(outcome.status == 2)
    #expect(outcome.messages.count == 1)
    #expect(outcome.errors.contains("standard output"))
  }

  @Test func `a missing folder is named in one line`() throws {
    let path = folder.url.appending(path: "missing/report.txt").path
    let outcome = try chokepoint.run(["analyze", "-o", path, throttled])
    #expect(outcome.status == 2)
    #expect(outcome.messages.count == 1)
    #expect(outcome.errors.contains(path))
  }

  @Test(arguments: ["analyze", "sessions", "trace"])
  func `a reader that leaves early is no error`(_ command: String) throws {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let outcome = try chokepoint.run([command, throttled], output: pipe.fileHandleForWriting)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
  }

  // MARK: JSON

  @Test(arguments: SampleCapture.all)
  func `the JSON report has the keys of its schema`(_ capture: SampleCapture) throws {
    let report = try json([capture.reportedPath])
    #expect(report["schema"] as? String == "chokepoint.report/1")
    var missing = Set(missingKeys(ReportKeys.report, in: report))
    for item in report["captures"] as? [[String: Any]] ?? [] {
      missing.formUnion(missingKeys(ReportKeys.capture, in: item))
    }
    missing.formUnion(missingKeys(ReportKeys.summary, in: report["summary"]))
    for incident in report["incidents"] as? [[String: Any]] ?? [] {
      missing.formUnion(missingKeys(ReportKeys.incident, in: incident))
      if let limit = incident["limit"], !(limit is NSNull) {
        missing.formUnion(missingKeys(ReportKeys.limit, in: limit))
      }
      for (name, keys) in ReportKeys.lists {
        for item in incident[name] as? [[String: Any]] ?? [] {
          missing.formUnion(missingKeys(keys, in: item).map { "\(name).\($0)" })
        }
      }
    }
    // Null stands for what is not there; a missing key says nothing.
    #expect(missing.sorted() == [])
  }

  /// Runs `analyze --format json` and parses its one object.
  private func json(_ arguments: [String]) throws -> [String: Any] {
    let outcome = try chokepoint.run(["analyze", "--format", "json"] + arguments)
    let value = try JSONSerialization.jsonObject(with: Data(outcome.bytes))
    return try #require(value as? [String: Any])
  }

  private func expectRefusal(_ arguments: [String], words: [String]) throws {
    let outcome = try chokepoint.run(arguments)
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.messages.count == 1)
    for word in words { #expect(outcome.errors.contains(word)) }
  }

  /// The offset of the record that the cut at `end` went through, found record by record.
  private func lastRecord(in bytes: Data, end: Int) throws -> Int {
    var offset = 24
    while true {
      let length = (0..<4).reduce(0) { $0 | Int(bytes[offset + 8 + $1]) << (8 * $1) }
      if offset + 16 + length > end { return offset }
      offset += 16 + length
    }
  }

  /// Trace rows without the time, which counts from the first frame that is handed over.
  private func rowsWithoutTime(_ lines: [String]) -> [String] {
    lines.map { line in
      let fields = line.split(separator: " ", maxSplits: 2)
      return fields.count == 3 ? "\(fields[0]) \(fields[2])" : line
    }
  }
}

/// The keys of schema `chokepoint.report/1`.
private enum ReportKeys {
  static let report = ["schema", "captures", "summary", "verdict", "incidents"]
  static let capture = ["path", "linkTypes", "frames", "bytes", "start", "end", "warnings"]
  static let summary = [
    "connections", "sessions", "authentications", "failures", "accounts", "clients", "servers",
  ]
  static let incident = [
    "id", "verdict", "cause", "confidence", "server", "account", "accountAsSeen", "clients",
    "start", "end", "attempts", "successes", "failures", "limit", "peakLoad", "peakDemand",
    "alternatives", "evidence", "remedies",
  ]
  static let limit = ["setting", "value", "atLeast", "atMost"]
  static let lists = [
    "alternatives": ["verdict", "cause", "confidence", "because"],
    "evidence": ["capture", "frame", "time", "text"],
    "remedies": ["id", "title", "commands", "restart", "because"],
  ]
}
