import Diagnosis
import Foundation
import Reports
import Testing

/// Reports as a browser shows them.
@Suite(.enabled(if: Browser.isThere, "no Chromium or no Python to show pages with"))
struct BrowserTests {
  /// All captures' pages, opened once for all tests; in other languages some of each kind.
  private static let pages = Result {
    var pages: [String: String] = [:]
    for capture in SampleCapture.all {
      let report = try Study(path: capture.path).report(path: capture.reportedPath)
      for language in languages(of: capture) {
        pages[name(of: capture, language)] = try HTMLReport(language: language).text(report)
      }
    }
    return try Browser.examine(pages, checksAccess: true)
  }

  private static func languages(of capture: SampleCapture) -> [Language] {
    let translated = ["healthy-day", "per-user-limit-16", "three-at-once", "unreachable"]
    return translated.contains(capture.name) ? Language.allCases : [.english]
  }

  private static func name(of capture: SampleCapture, _ language: Language) -> String {
    "\(capture.name)-\(language.rawValue)"
  }

  private func facts(of capture: SampleCapture) throws -> [Browser.Facts] {
    let pages = try Self.pages.get()
    return try Self.languages(of: capture).map {
      try #require(pages[Self.name(of: capture, $0)])
    }
  }

  @Test(arguments: SampleCapture.all)
  func `a page says nothing to the console and asks nobody for anything`(
    _ capture: SampleCapture
  ) throws {
    for page in try facts(of: capture) {
      #expect(page.console == [])
      #expect(page.requests == [])
      #expect(page.dialogs == 0)
    }
  }

  @Test(arguments: SampleCapture.all)
  func `a page is no wider than its window or the paper`(_ capture: SampleCapture) throws {
    for page in try facts(of: capture) {
      #expect(
        page.overflow.keys.sorted() == [
          "1280 dark", "1280 light", "390 dark", "390 light", "print",
        ])
      #expect(page.overflow.filter { $0.value > 0 } == [:])
    }
  }

  @Test(arguments: SampleCapture.all)
  func `what is written in pictures can be read`(_ capture: SampleCapture) throws {
    for page in try facts(of: capture) { #expect(page.collisions == []) }
  }

  @Test(
    .enabled(if: Browser.checker != nil, "no axe named by CHOKEPOINT_AXE"),
    arguments: SampleCapture.all)
  func `an accessibility checker finds nothing grave`(_ capture: SampleCapture) throws {
    for page in try facts(of: capture) {
      #expect(page.axe.keys.sorted() == ["dark", "light"])
      let grave = page.axe.values.joined().filter(\.isGrave)
      #expect(grave.map { "\($0.rule): \($0.nodes)" } == [])
    }
  }

  @Test(arguments: [(400, 8), (20_000, 250)])
  func `a day of sign-ins opens in less than a second`(signIns: Int, limit: Int) throws {
    let report = BusyDay(signIns: signIns, limit: limit).report
    #expect(report.diagnosis.incidents.first?.limit?.value == limit)
    let page = try HTMLReport().text(report)
    #expect(page.utf8.count < 2 << 20)
    let name = "busy-day-\(signIns)"
    let facts = try #require(try Browser.examine([name: page], openings: 5)[name])
    #expect(facts.times.load < 1_000)
    #expect(try #require(facts.times.paint) < 1_000)
    #expect(facts.collisions == [])
    #expect(facts.overflow.filter { $0.value > 0 } == [:])
  }

  @Test func `a page that is wrong is found to be`() throws {
    let page = """
      <!DOCTYPE html><title>x</title><p style="color:#ccc;background:#fff">pale</p>
      <img src="https://example.invalid/x.png"><div style="width:3000px">wide</div>
      <svg width="100" height="50"><text y="20">one</text><text y="20">two</text></svg>
      <script>console.error("x"); alert(1); undefinedFunction()</script>
      """
    let facts = try #require(
      try Browser.examine(["wrong": page], checksAccess: true)["wrong"])
    #expect(facts.console.count >= 2)
    #expect(facts.requests == ["https://example.invalid/x.png"])
    #expect(facts.dialogs == 1)
    #expect(facts.overflow.values.allSatisfy { $0 > 1_000 })
    #expect(facts.collisions == ["one | two"])
    #expect(facts.shapes.contains("img src"))
    guard Browser.checker != nil else { return }
    let rules = facts.axe["light"]?.filter(\.isGrave).map(\.rule) ?? []
    #expect(Set(["color-contrast", "image-alt"]).isSubset(of: rules))
  }
}
