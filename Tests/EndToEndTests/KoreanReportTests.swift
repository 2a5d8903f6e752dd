import Bytes
import Diagnosis
import Foundation
import Reports
import Testing

/// Korean reports say everything in Korean but what stays as it is in every language.
struct KoreanReportTests {
  private static let width = 80

  @Test(arguments: SampleCapture.all)
  func `no sentence of a report lacks its Korean`(_ capture: SampleCapture) throws {
    let report = try Study(path: capture.path).report(path: capture.reportedPath)
    let story = Story(report, evidenceShown: nil)
    let sentences = SentenceSearch.sentences(in: story)
    #expect(sentences.count > 3)
    let missing = sentences.reduce(into: Set<String>()) {
      $0.formUnion(Language.korean.missing(in: $1))
    }
    #expect(missing.sorted() == [])
  }

  @Test(arguments: Cause.allCases)
  func `no incident of any cause lacks its Korean`(cause: Cause) throws {
    var report = try Study(path: SampleCapture(name: "per-user-limit-16").path).report(path: "x")
    var incident = try #require(report.diagnosis.incidents.first)
    incident.cause = cause
    var open = try #require(incident.limit)
    (open.setting, open.value, open.atLeast, open.atMost) = (cause.rawValue, nil, 5, nil)
    var between = open
    between.atMost = 9
    var below = between
    below.atLeast = nil
    for (limit, confidence) in [
      (incident.limit, 0.9), (nil, 0.9), (open, 0.6), (between, 0.9), (below, 0.9),
    ] {
      incident.limit = limit
      incident.confidence = confidence
      report.diagnosis.incidents = [incident, incident]
      report.diagnosis.incidentsDropped = 3
      let missing = SentenceSearch.sentences(in: Story(report, evidenceShown: 3))
        .reduce(into: Set<String>()) { $0.formUnion(Language.korean.missing(in: $1)) }
      #expect(missing.sorted() == [])
    }
  }

  @Test(arguments: SampleCapture.all)
  func `no English is left in a text report`(_ capture: SampleCapture) throws {
    let report = try Study(path: capture.path).report(path: capture.reportedPath)
    let text = TextReport(evidenceShown: 3, language: .korean).text(report)
    // Lines are put together again where they were broken, so that names are whole.
    #expect(LatinWords(of: report).leftovers(in: Self.unbroken(text)) == [])
  }

  @Test(arguments: SampleCapture.all)
  func `no English is left in a page`(_ capture: SampleCapture) throws {
    let report = try Study(path: capture.path).report(path: capture.reportedPath)
    let text = try HTMLReport(language: .korean).text(report)
    let page = try #require(MarkupPage(text))
    let root = page.tags.first { $0.name == "html" }
    #expect(root?.attributes["lang"] == "ko")
    let spoken = page.tags.flatMap { tag in
      ["aria-label", "alt", "title"].compactMap { tag.attributes[$0] }
    }
    let filters = page.texts.filter { !$0.hasPrefix("frame.number") }
    #expect(LatinWords(of: report).leftovers(in: filters + spoken) == [])
  }

  @Test(arguments: SampleCapture.all)
  func `no English is left in a ticket`(_ capture: SampleCapture) throws {
    let report = try Study(path: capture.path).report(path: capture.reportedPath)
    let text = try MarkdownReport(language: .korean).text(report)
    let lines = text.split(separator: "\n").map(String.init)
      .filter { !$0.hasPrefix("frame.number") && $0 != "```text" && $0 != "   ```text" }
    #expect(LatinWords(of: report).leftovers(in: lines.map(Self.withoutEscapes)) == [])
  }

  @Test(arguments: SampleCapture.all)
  func `a Korean text report is not wider than a terminal`(_ capture: SampleCapture) throws {
    let report = try Study(path: capture.path).report(path: capture.reportedPath)
    let commands = Set(
      report.diagnosis.incidents.flatMap(\.remedies).flatMap { $0.read + $0.commands }
        .map { Language.korean.text($0.words) })
    for shown in [3, nil] {
      let lines = TextReport(evidenceShown: shown, language: .korean).text(report)
        .split(separator: "\n").map(String.init)
      let wide = lines.filter { line in
        displayWidth(line) > Self.width && !line.hasPrefix("  Wireshark")
          && !commands.contains(line.trimmingCharacters(in: .whitespaces))
      }
      #expect(wide == [])
    }
  }

  @Test func `English words are found where they are`() throws {
    let capture = SampleCapture(name: "per-user-limit-16")
    let report = try Study(path: capture.path).report(path: capture.reportedPath)
    let words = LatinWords(of: report)
    #expect(words.leftovers(in: ["계정 uccxmail 3 connections", "IMAP 로그인"]).count == 1)
    let english = TextReport(language: .english).text(report).split(separator: "\n")
    #expect(words.leftovers(in: english.map(String.init)).count > 20)
  }

  /// Lines with those that continue them.
  private static func unbroken(_ text: String) -> [String] {
    var lines: [String] = []
    for line in text.split(separator: "\n") {
      let words = line.drop { $0 == " " }
      if line.count - words.count > 3, let last = lines.popLast() {
        lines.append(last + " " + words)
      } else {
        lines.append(String(line))
      }
    }
    return lines.filter { !$0.hasPrefix("  Wireshark: frame.number") }
  }

  private static func withoutEscapes(_ line: String) -> String {
    var text = ""
    var isEscape = false
    for character in line {
      if character == "\\", !isEscape {
        isEscape = true
        continue
      }
      if isEscape, character.isLetter || character.isNumber { text.append("\\") }
      text.append(character)
      isEscape = false
    }
    return text
  }
}
