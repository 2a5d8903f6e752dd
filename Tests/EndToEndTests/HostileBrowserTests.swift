import Bytes
import Foundation
import Reports
import Testing

/// What hosts wrote, and what files are called, does nothing in a browser.
@Suite(.enabled(if: Browser.isThere, "no Chromium or no Python to show pages with"))
struct HostileBrowserTests {
  private static let plain = HostileText(id: "plain", bytes: Array("plain".utf8))

  /// A page for each hostile text, and one for a harmless one, opened once for all tests.
  private static let pages = Result {
    var pages = ["plain": try page(plain, try HostileStudy.read(plain))]
    for (place, text) in HostileText.all.enumerated() {
      pages["hostile-\(place)"] = try page(text, try HostileStudy.of(text))
    }
    return try Browser.examine(pages)
  }

  private static func page(_ text: HostileText, _ study: Study) throws -> String {
    let report = study.report(path: String(decoding: text.bytes, as: UTF8.self))
    return try HTMLReport(evidenceShown: nil).text(report)
  }

  @Test(arguments: HostileText.all.indices)
  func `nothing runs, nothing is fetched, nothing is added`(_ place: Int) throws {
    let pages = try Self.pages.get()
    let page = try #require(pages["hostile-\(place)"])
    let plain = try #require(pages["plain"])
    let text = HostileText.all[place]
    #expect(page.console == [], "\(text.id)")
    #expect(page.requests == [], "\(text.id)")
    #expect(page.dialogs == 0, "\(text.id)")
    // What the causes that were found need, beside what the harmless page has.
    let template = Self.templateShapes
    #expect(Set(page.shapes).subtracting(plain.shapes).subtracting(template) == [], "\(text.id)")
  }

  @Test(arguments: HostileText.all.indices)
  func `the layout holds, and the words are there to be read`(_ place: Int) throws {
    let page = try #require(try Self.pages.get()["hostile-\(place)"])
    let text = HostileText.all[place]
    #expect(page.overflow.filter { $0.value > 0 } == [:], "\(text.id)")
    #expect(page.collisions == [], "\(text.id)")
    let shown = terminalText(String(decoding: text.bytes, as: UTF8.self))
    let wanted = String(shown.filter { !$0.isWhitespace }.prefix(60))
    guard !wanted.isEmpty else { return }
    #expect(String(page.text.filter { !$0.isWhitespace }).contains(wanted), "\(text.id)")
  }

  /// The elements and attributes that pages of all captures have.
  private static let templateShapes: Set<String> = {
    var shapes: Set<String> = []
    for capture in SampleCapture.all {
      guard let report = try? Study(path: capture.path).report(path: capture.reportedPath),
        let page = try? HTMLReport().text(report), let markup = MarkupPage(page)
      else { continue }
      for tag in markup.tags where !tag.isEnd {
        let names = tag.attributes.keys.map { $0.lowercased() }.sorted()
        shapes.insert(([tag.name] + names).joined(separator: " "))
      }
    }
    return shapes
  }()
}
