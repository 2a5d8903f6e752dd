import Diagnosis
import Foundation
import Reports
import Testing

/// The reports of every sample capture, word for word.
///
/// With `CHOKEPOINT_UPDATE_GOLDEN=1` in the environment the files in `Golden` are written anew.
struct GoldenReportTests {
  private static let folder = SampleCapture.package.appending(path: "Tests/EndToEndTests/Golden")
  private static let isUpdating =
    ProcessInfo.processInfo.environment["CHOKEPOINT_UPDATE_GOLDEN"] == "1"
  private static let width = 80

  @Test(arguments: SampleCapture.all)
  func `the text report is the golden one`(_ capture: SampleCapture) throws {
    let report = try Study(path: capture.path).report(path: capture.reportedPath)
    try compare(TextReport().text(report), with: "\(capture.name).txt")
  }

  @Test(arguments: ["uccx-agent-pc", "per-user-limit-16"].map { SampleCapture(name: $0) })
  func `the Korean text report is the golden one`(_ capture: SampleCapture) throws {
    let report = try Study(path: capture.path).report(path: capture.reportedPath)
    try compare(TextReport(language: .korean).text(report), with: "\(capture.name).ko.txt")
  }

  @Test(arguments: SampleCapture.all)
  func `the JSON report is the golden one`(_ capture: SampleCapture) throws {
    let report = try Study(path: capture.path).report(path: capture.reportedPath)
    try compare(try JSONReport.text(report), with: "\(capture.name).json")
  }

  @Test(arguments: SampleCapture.all)
  func `the text report is not wider than a terminal`(_ capture: SampleCapture) throws {
    let report = try Study(path: capture.path).report(path: capture.reportedPath)
    // What is there to be pasted stands in one line, however long.
    let commands = Set(
      report.diagnosis.incidents.flatMap(\.remedies).flatMap { $0.read + $0.commands }
        .map(\.description))
    for shown in [3, nil] {
      let lines = TextReport(evidenceShown: shown).text(report).split(separator: "\n")
      let wide = lines.map(String.init).filter { line in
        line.count > Self.width && !line.hasPrefix("  Wireshark")
          && !commands.contains(line.trimmingCharacters(in: .whitespaces))
      }
      #expect(wide == [])
    }
  }

  @Test func `there is no golden report without a capture`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    let captures = Set(SampleCapture.all.map(\.name))
    let orphans = names.filter { name in
      !name.hasPrefix(".")
        && !captures.contains(String(name.prefix { $0 != "." }))
    }
    #expect(orphans == [])
  }

  private func compare(_ text: String, with name: String) throws {
    let file = Self.folder.appending(path: name)
    if Self.isUpdating {
      try Data(text.utf8).write(to: file)
      return
    }
    let golden = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    guard golden != text else { return }
    let difference = text.split(separator: "\n", omittingEmptySubsequences: false)
      .difference(from: golden.split(separator: "\n", omittingEmptySubsequences: false))
    let changes = difference.prefix(20).map { change in
      switch change {
      case .remove(let line, let text, _): "\(line + 1) - \(text)"
      case .insert(let line, let text, _): "\(line + 1) + \(text)"
      }
    }
    Issue.record("\(name) is otherwise:\n\(changes.joined(separator: "\n"))")
  }
}
