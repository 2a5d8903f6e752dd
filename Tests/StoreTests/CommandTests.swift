import Bytes
import Foundation
import Reports
import Sessions
import Store
import StoreSupport
import Testing

struct CommandTests {
  private struct ReportHead: Decodable {
    struct Incident: Decodable, Equatable {
      var id: String
      var cause: String
      var attempts: Int
    }
    struct Capture: Decodable { var path: String }
    var verdict: String
    var captures: [Capture]
    var incidents: [Incident]
  }

  /// A store of one sample capture.
  private func store(_ name: String, _ folder: Folder) throws -> SensorStore {
    let sample = try Sample(name)
    let store = try SensorStore(path: folder.path())
    try store.write(StoreBatch(captures: [sample.stored], sessions: sample.sessions))
    return store
  }

  @Test(arguments: ["per-user-limit-16.pcap", "healthy-day.pcap"])
  func `report says of a store what analyze says of the capture`(_ name: String) throws {
    let folder = try Folder()
    try withExtendedLifetime(try store(name, folder)) {
      let path = folder.path()
      let analyze = try Child.chokepoint.run(["analyze", Sample.path(name)])
      let report = try Child.chokepoint.run(["report", "--from", path])
      #expect(report.status == analyze.status)
      #expect(report.errors == "")
      // The heading names the store instead.
      #expect(report.lines.dropFirst(2).joined(separator: "\n").contains("Read "))
      let wanted = try Child.chokepoint.run(["analyze", Sample.path(name), "--format", "json"])
      let got = try Child.chokepoint.run(["report", "--from", path, "--format", "json"])
      let (one, other) = (
        try JSONDecoder().decode(ReportHead.self, from: Data(wanted.output.utf8)),
        try JSONDecoder().decode(ReportHead.self, from: Data(got.output.utf8))
      )
      #expect(one.verdict == other.verdict)
      #expect(one.incidents == other.incidents)
      #expect(other.captures.map(\.path) == ["\(path) (\(name))"])
      for format in ["markdown", "html"] {
        let page = try Child.chokepoint.run(["report", "--from", path, "--format", format])
        #expect(page.status == analyze.status)
        #expect(page.output.contains(path))
      }
    }
  }

  @Test func `report goes to a file, in Korean where asked`() throws {
    let folder = try Folder()
    try withExtendedLifetime(try store("per-user-limit-16.pcap", folder)) {
      let output = folder.path("report.html")
      let outcome = try Child.chokepoint.run([
        "report", "--from", folder.path(), "-o", output, "--language", "ko",
      ])
      #expect(outcome.status == 1)
      #expect(outcome.output == "")
      #expect(
        String(decoding: try folder.bytes("report.html"), as: UTF8.self).contains("lang=\"ko\""))
    }
  }

  @Test func `a span is read from and to`() throws {
    let folder = try Folder()
    let store = try SensorStore(path: folder.path())
    try store.write(
      StoreBatch(
        sessions: [Samples.session(0)],
        incidents: [Samples.incident("a", changed: 5, closed: 10)]))
    let time = rfc3339(Samples.time(100), digits: 3)
    for (arguments, status) in [
      ([], 1), (["--until", time], 1), (["--since", time], 0), (["--since", "1s"], 0),
      (["--since", "5000w"], 1), (["--since", "yesterday"], 64),
      (["--since", time, "--until", rfc3339(Samples.time(0), digits: 0)], 64),
    ] as [([String], Int32)] {
      let outcome = try Child.chokepoint.run(["incidents", folder.path()] + arguments)
      #expect(outcome.status == status, "\(arguments)")
    }
    let since = try Child.chokepoint.run(["report", "--from", folder.path(), "--since", time])
    #expect(since.status == 0)
    #expect(since.output.contains("NO MAIL TRAFFIC"))
  }

  @Test func `incidents are written for people and for programs, escaped`() throws {
    let folder = try Folder()
    let store = try SensorStore(path: folder.path())
    var hostile = Samples.incident("a\u{1b}[2J", account: "x\u{1b}]0;y\u{7}\u{202e}", closed: 10)
    hostile.json =
      "{\n\"words\":[\"\u{9b}2J\"],\"count\":3,\"share\":0.25,\"none\":null,\"is\":true}"
    try store.write(StoreBatch(incidents: [hostile, Samples.incident("b", opened: 5, changed: 7)]))
    for format in ["table", "json", "jsonl"] {
      let outcome = try Child.chokepoint.run(["incidents", folder.path(), "--format", format])
      #expect(outcome.status == 1)
      #expect(
        outcome.output.utf8.allSatisfy { $0 == 0x0a || (0x20...0x7e).contains($0) }, "\(format)")
    }
    let table = try Child.chokepoint.run(["incidents", folder.path()])
    #expect(table.lines.count == 3)
    #expect(
      table.lines[1].hasPrefix("2026-11-18T11:06:40.000Z 2026-11-18T11:06:50.000Z throttling"))
    #expect(table.lines[2].contains(" open "))
    let lines = try Child.chokepoint.run(["incidents", folder.path(), "--format", "jsonl"]).lines
    #expect(lines.count == 2)
    #expect(
      lines[0].contains(#""incident":{"count":3,"is":true,"none":null,"share":0.25,"words":["#))
    #expect(lines[1].contains(#""closed":null"#))
    let json = try Child.chokepoint.run(["incidents", folder.path(), "--format", "json"])
    #expect(json.output.contains(#""schema" : "chokepoint.incidents/1""#))
  }

  @Test func `what cannot be read is one line and status 2`() throws {
    let folder = try Folder()
    let text = try folder.file("text", Data("hello, this is no store".utf8))
    for arguments in [
      ["incidents", text], ["report", "--from", text], ["incidents", folder.path("absent")],
      ["report", "--from", folder.path("absent")],
    ] {
      let outcome = try Child.chokepoint.run(arguments)
      #expect(outcome.status == 2)
      #expect(outcome.output == "")
      #expect(outcome.errors.hasPrefix("chokepoint: \(arguments.last ?? "")"))
      #expect(outcome.errors.split(separator: "\n").count == 1)
    }
  }
}
