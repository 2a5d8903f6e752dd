import Diagnosis
import Foundation
import Reports
import Testing

/// What hosts wrote cannot act in a page or in Markdown.
struct HostilePageTests {
  private static let templates = SampleCapture.package.appending(path: "Sources/Reports/Resources")

  /// The shapes of all tags that the template has.
  private static let shapes: Set<String> = {
    let text =
      (try? String(contentsOf: templates.appending(path: "report.html.mustache"), encoding: .utf8))
      ?? ""
    let markup = text.replacing(/\{\{[^{}]*\}\}/, with: "")
    return Set(MarkupPage(markup.replacing("{}", with: ""))?.tags.map(\.shape) ?? [])
  }()

  @Test func `the template can be taken apart`() {
    #expect(Self.shapes.count > 40)
    #expect(!Self.shapes.contains { $0.contains("script") || $0.contains(" on") })
  }

  @Test(arguments: HostileText.all)
  func `a page has the template's elements and attributes only`(_ text: HostileText) throws {
    for language in Language.allCases {
      let page = try self.page(text, language)
      let markup = try #require(MarkupPage(page))
      #expect(markup.isBalanced)
      #expect(Set(markup.tags.map(\.shape)).subtracting(Self.shapes) == [])
      let links = markup.tags.compactMap { $0.attributes["href"] }
      #expect(links.allSatisfy { $0.hasPrefix("#incident-") })
    }
  }

  @Test(arguments: HostileText.all)
  func `a page shows printable characters only`(_ text: HostileText) throws {
    let page = try page(text, .english)
    let bad = page.unicodeScalars.filter { scalar in
      scalar.value < 0x20 && scalar != "\n" || scalar.value == 0x7f
        || scalar.properties.isDefaultIgnorableCodePoint
        || [.control, .format, .nonspacingMark, .lineSeparator, .paragraphSeparator]
          .contains(scalar.properties.generalCategory) && scalar != "\n"
    }
    #expect(bad.isEmpty)
  }

  @Test(arguments: HostileText.all)
  func `Markdown gets no mark-up from the wire`(_ text: HostileText) throws {
    let report = try HostileStudy.of(text).report(path: String(decoding: text.bytes, as: UTF8.self))
    let markdown = try MarkdownReport(evidenceShown: nil).text(report)
    var isFenced = false
    var cells: Int?
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.drop(while: { $0 == " " }).hasPrefix("```") {
        isFenced.toggle()
        continue
      }
      guard !isFenced else { continue }
      let bare = Self.withoutCode(line).replacing(/\\[!-\/:-@\[-`{-~]/, with: "")
      #expect(!bare.contains(where: { "<>[]`".contains($0) }), "\(line)")
      #expect(!bare.contains("://") && !bare.contains("www."), "\(line)")
      // All rows of a table have as many cells as its head.
      let own = Self.cells(of: line)
      if let cells, own > 0 { #expect(own == cells, "\(line)") }
      cells = own > 0 ? own : nil
    }
    #expect(!isFenced)
  }

  /// The cells of a table's row; 0 for what is none.
  private static func cells(of line: Substring) -> Int {
    guard line.hasPrefix("|") else { return 0 }
    return line.replacing("\\\\", with: "").replacing("\\|", with: "").count { $0 == "|" } - 1
  }

  /// A line without its code spans.
  private static func withoutCode(_ line: Substring) -> String {
    var output = ""
    var rest = line
    while let tick = rest.firstIndex(of: "`") {
      output += rest[..<tick]
      let fence = rest[tick...].prefix { $0 == "`" }
      rest = rest[fence.endIndex...]
      if output.hasSuffix("\\") {
        // No code begins behind a backslash: the sign itself stands there.
        output += fence
        continue
      }
      var search = rest
      while let next = search.firstIndex(of: "`") {
        let run = search[next...].prefix { $0 == "`" }
        search = search[run.endIndex...]
        guard run.count == fence.count else { continue }
        rest = search
        break
      }
    }
    return output + rest
  }

  private func page(_ text: HostileText, _ language: Language) throws -> String {
    let report = try HostileStudy.of(text).report(path: String(decoding: text.bytes, as: UTF8.self))
    return try HTMLReport(evidenceShown: nil, language: language).text(report)
  }
}
