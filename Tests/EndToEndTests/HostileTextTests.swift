import Bytes
import Diagnosis
import Foundation
import Reports
import Sessions
import Testing

/// What hosts wrote cannot act on a terminal, in a spreadsheet or in a JSON parser.
struct HostileTextTests {
  @Test(arguments: HostileText.all)
  func `terminals get printable characters only`(_ text: HostileText) throws {
    let study = try study(text)
    let report = study.report(path: String(decoding: text.bytes, as: UTF8.self))
    let outputs = [
      ("text", TextReport(evidenceShown: nil).text(report)),
      ("table", try sessionList(study, .table, path: report.captures[0].path)),
      ("trace", study.trace), ("ladder", try study.ladder(path: "x.pcap")),
    ]
    for (name, output) in outputs {
      let bad = Set(output.unicodeScalars.filter { !isHarmless($0) })
      #expect(bad.map { String($0.value, radix: 16) }.sorted() == [], "\(name)")
    }
  }

  @Test(arguments: HostileText.all)
  func `a line of the trace is an event`(_ text: HostileText) throws {
    let row = /^ *[0-9]+ [0-9]+\.[0-9]{6} 10\.4\.[45]\.[0-9]+ → .*/
    let lines = try study(text).trace.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count > 20)
    #expect(lines.dropLast().allSatisfy { $0.wholeMatch(of: row) != nil })
    #expect(lines.last == "")
  }

  @Test(arguments: HostileText.all)
  func `a table has a line for each session`(_ text: HostileText) throws {
    let study = try study(text)
    let table = try sessionList(study, .table, path: "x.pcap")
    #expect(table.split(separator: "\n").count == study.sessions.count + 1)
  }

  @Test(arguments: HostileText.all)
  func `a spreadsheet finds no formula`(_ text: HostileText) throws {
    let study = try study(text)
    let csv = try sessionList(
      study, .csv, path: String(decoding: text.bytes, as: UTF8.self))
    let records = try #require(csvRecords(csv))
    #expect(records.count == study.sessions.count + 1)
    #expect(Set(records.map(\.count)).count == 1)
    let cells = records.flatMap(\.self)
    #expect(cells.filter(isFormula) == [])
    let scalars = cells.flatMap(\.unicodeScalars)
    #expect(scalars.allSatisfy { isHarmless($0) && $0 != "\n" })
  }

  @Test(arguments: HostileText.all)
  func `JSON parses to what it should be`(_ text: HostileText) throws {
    let study = try study(text)
    let path = String(decoding: text.bytes, as: UTF8.self)
    let json = try JSONReport.text(study.report(path: path))
    #expect(json.utf8.allSatisfy { $0 == 0x0a || (0x20...0x7e).contains($0) })
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(report["verdict"] as? String == study.diagnosis.verdict.rawValue)
    #expect((report["incidents"] as? [Any])?.count == study.diagnosis.incidents.count)
    let captures = try #require(report["captures"] as? [[String: Any]])
    #expect(captures.first?["path"] as? String == path)
    let lines = try sessionList(study, .jsonl, path: path).split(separator: "\n")
    #expect(lines.count == study.sessions.count)
    for line in lines {
      let session = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(session?["capture"] as? String == path)
    }
  }

  @Test func `the staged sessions are understood where nothing is hostile`() throws {
    let study = try HostileStudy.read(HostileText(id: "plain", bytes: Array("plain".utf8)))
    #expect(study.sessions.count == 10)
    let signIns = study.sessions.flatMap(\.authentications)
    #expect(
      signIns.map(\.mechanism).sorted() == ["LOGIN", "LOGIN", "LOGIN", "NTLM", "NTLM", "NTLM"])
    #expect(signIns.allSatisfy { $0.accountAsSeen == WireText("plain") })
    #expect(signIns.compactMap(\.workstation) == [WireText](repeating: WireText("plain"), count: 3))
    #expect(!study.diagnosis.incidents.isEmpty)
    #expect(study.result.imbalances == [])
  }

  private func study(_ text: HostileText) throws -> Study { try HostileStudy.of(text) }

  private func sessionList(
    _ study: Study, _ format: SessionReport.Format, path: String
  ) throws -> String {
    let report = SessionReport(captures: [study.facts(path: path)], signatures: .builtIn)
    return try study.sessions.reduce(report.head(format)) { try $0 + report.line($1, format) }
  }

  /// Whether a terminal shows this character and does nothing else.
  private func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar == "\n" || (0x20...0x7e).contains(scalar.value) }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator, .nonspacingMark, .enclosingMark, .spacingMark, .spaceSeparator:
      return false
    default: return !scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// Whether a spreadsheet would run a cell; some take full-width signs for the usual ones.
  private func isFormula(_ cell: String) -> Bool {
    let first = cell.unicodeScalars.first {
      !$0.properties.isWhitespace || $0 == "\t" || $0 == "\r"
    }
    return first.map { "=+-@\t\r\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}".unicodeScalars.contains($0) }
      ?? false
  }
}
