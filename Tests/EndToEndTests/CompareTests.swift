import Foundation
import TestSupport
import Testing

/// The command `compare` on recorded captures.
@Suite(.enabled(if: Program.chokepoint != nil, "no chokepoint command beside the tests"))
struct CompareTests {
  private let chokepoint: Program
  private let folder: TemporaryFolder
  private let throttled = SampleCapture(name: "per-user-limit-16").reportedPath
  private let healthy = SampleCapture(name: "healthy-day").reportedPath

  init() throws {
    chokepoint = try #require(Program.chokepoint)
    folder = try TemporaryFolder()
  }

  private func json(_ arguments: [String]) throws -> [String: Any] {
    let outcome = try chokepoint.run(["compare", "--format", "json"] + arguments)
    let value = try JSONSerialization.jsonObject(with: Data(outcome.bytes))
    return try #require(value as? [String: Any])
  }

  @Test func `a quiet day after the change proves nothing`() throws {
    let outcome = try chokepoint.run(["compare", throttled, healthy])
    #expect(outcome.status == 1)
    #expect(outcome.errors == "")
    #expect(outcome.output.contains("NOT PROVEN"))
    #expect(outcome.output.contains("at least 9 agents"))
    #expect(outcome.output.contains("frame.number == "))
    let report = try json([throttled, healthy])
    #expect(report["schema"] as? String == "chokepoint.comparison/1")
    #expect(report["outcome"] as? String == "not-proven")
    #expect(report["reason"] as? String == "load-not-reached")
    let after = try #require(report["after"] as? [String: Any])
    #expect(after["peakLoad"] as? Int == 14)
    let missing = Set([
      "schema", "captures", "outcome", "reason", "because", "next", "subject", "before", "after",
      "difference", "evidence", "remarks",
    ]).subtracting(report.keys)
    #expect(missing == [])
  }

  @Test func `lines have at most 80 columns, but those to paste`() throws {
    for after in SampleCapture.wrapped.map(\.reportedPath) {
      let outcome = try chokepoint.run(["compare", throttled, after])
      let long = outcome.lines.filter { $0.count > 80 && !$0.contains("Wireshark") }
      #expect(long == [])
      #expect(!outcome.output.contains("nan"))
    }
  }

  @Test func `of pairs of captures only those are proven in which more were open than before`()
    throws
  {
    let total = SampleCapture(name: "total-limit")
    var proven: [String] = []
    for before in [throttled, healthy, total.reportedPath] {
      for after in SampleCapture.wrapped {
        let outcome = try chokepoint.run(["compare", before, after.reportedPath])
        #expect(outcome.errors == "")
        #expect(outcome.status == (outcome.output.contains(": PROVEN") ? 0 : 1))
        if outcome.status == 0 { proven.append(before + " " + after.name) }
      }
    }
    // 12 connections in all at most before; 14 and 13 open after.
    #expect(proven == ["healthy-day", "locked-out"].map { total.reportedPath + " " + $0 })
  }

  @Test func `no password comes out`() throws {
    let secrets = try Secrets()
    for format in ["text", "json"] {
      for capture in SampleCapture.wrapped.map(\.reportedPath) {
        let outcome = try chokepoint.run(["compare", "--format", format, capture, capture])
        let isLeaking = secrets.isHeld(by: outcome.bytes + Array(outcome.errors.utf8))
        #expect(!isLeaking, "\(format) \(capture)")
      }
    }
  }

  @Test func `a capture that cannot be read is trouble, not an answer`() throws {
    for files in [["missing.pcap", healthy], [throttled, "missing.pcap"]] {
      let outcome = try chokepoint.run(["compare"] + files)
      #expect(outcome.status == 2)
      #expect(outcome.output == "")
      #expect(outcome.messages.count == 1)
    }
  }

  @Test func `captures without frames are not comparable`() throws {
    let empty = try folder.file("none.pcap", PcapFile().bytes)
    let outcome = try chokepoint.run(["compare", empty, empty])
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("NOT COMPARABLE"))
  }

  @Test(arguments: [
    ["compare"], ["compare", "a.pcap"], ["compare", "a.pcap", "b.pcap", "c.pcap"],
    ["compare", "-", "-"], ["compare", "--server", "nowhere", "a.pcap", "b.pcap"],
  ])
  func `wrong usage has a status of its own`(_ arguments: [String]) throws {
    #expect(try chokepoint.run(arguments).status == 64)
  }

  @Test func `standard input may be one of the two, and the answer may go to a file`() throws {
    let report = folder.url.appending(path: "report.txt")
    let file = SampleCapture.package.appending(path: throttled).path
    let outcome = try chokepoint.run(
      ["compare", "-o", report.path, "-", healthy], input: file)
    #expect(outcome.status == 1)
    #expect(outcome.output == "")
    #expect(try String(contentsOf: report, encoding: .utf8).contains("NOT PROVEN"))
  }
}
