import Diagnosis
import Foundation
import Reports
import Testing

/// Pages of reports say what the JSON report says, need nothing else, and stay small.
struct PageTests {
  @Test(arguments: SampleCapture.all)
  func `every figure of a page is the JSON report's`(_ capture: SampleCapture) throws {
    let report = try Study(path: capture.path).report(path: capture.reportedPath)
    let json = try JSONSerialization.jsonObject(with: Data(try JSONReport.text(report).utf8))
    let page = try #require(MarkupPage(try HTMLReport(evidenceShown: nil).text(report)))
    let figures = page.tags.filter { $0.attributes["data-json"] != nil }
    #expect(figures.count >= 3)
    for figure in figures {
      let pointer = try #require(figure.attributes["data-json"])
      let value = try #require(figure.attributes["value"].flatMap(Double.init))
      #expect(number(at: pointer, in: json) == value, "\(pointer)")
    }
  }

  @Test(arguments: SampleCapture.all)
  func `every number that a page shows stands in the JSON report`(
    _ capture: SampleCapture
  ) throws {
    let report = try Study(path: capture.path).report(path: capture.reportedPath)
    let json = try JSONSerialization.jsonObject(with: Data(try JSONReport.text(report).utf8))
    var known = Set<String>()
    collect(json, into: &known)
    let page = try #require(MarkupPage(try HTMLReport(evidenceShown: nil).text(report)))
    let shown = Set(page.prose.flatMap(numbers))
    // Told in words of the text report as well: evidence is held against it.
    let text = Set(numbers(in: TextReport(evidenceShown: nil).text(report)))
    #expect(shown.subtracting(known).subtracting(text).sorted() == [])
  }

  @Test(arguments: SampleCapture.all)
  func `a page needs nothing but itself`(_ capture: SampleCapture) throws {
    let report = try Study(path: capture.path).report(path: capture.reportedPath)
    let page = try HTMLReport().text(report)
    let markup = try #require(MarkupPage(page))
    #expect(markup.isBalanced)
    #expect(!markup.tags.contains { ["script", "img", "link", "iframe"].contains($0.name) })
    #expect(markup.tags.allSatisfy { $0.attributes["src"] == nil })
    #expect(!page.contains("url(") && !page.contains("@import"))
    // Anchors are there, once each.
    let anchors = markup.tags.compactMap { $0.attributes["id"] }
    #expect(Set(anchors).count == anchors.count)
    let targets = markup.tags.compactMap { $0.attributes["href"]?.dropFirst() }.map(String.init)
    #expect(Set(targets).isSubset(of: Set(anchors)))
  }

  @Test func `headings leave out no level, and pictures have words`() throws {
    let capture = SampleCapture(name: "per-user-limit-16")
    let report = try Study(path: capture.path).report(path: capture.reportedPath)
    let page = try #require(MarkupPage(try HTMLReport().text(report)))
    let levels = page.tags.filter { !$0.isEnd }
      .compactMap { $0.name.wholeMatch(of: /h([1-6])/) }.compactMap { Int($0.1) }
    #expect(levels.first == 1)
    #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
    let pictures = page.tags.filter { $0.name == "svg" && !$0.isEnd }
    #expect(pictures.count == 2)
    #expect(pictures.allSatisfy { $0.attributes["role"] == "img" })
    #expect(page.texts.contains { $0.contains("At one time at most 16 connections open.") })
  }

  @Test func `twenty thousand sign-ins fit into two mebibytes`() throws {
    let report = BusyDay(signIns: 20_000).report
    #expect(report.diagnosis.incidents.first?.cause == .connectionsPerUser)
    for language in Language.allCases {
      let page = try HTMLReport(evidenceShown: nil, language: language).text(report)
      #expect(page.utf8.count < 2 << 20)
      #expect(try #require(MarkupPage(page)).isBalanced)
    }
  }

  private func number(at pointer: String, in json: Any) -> Double? {
    var value: Any? = json
    for step in pointer.split(separator: "/") {
      if let list = value as? [Any], let place = Int(step), list.indices.contains(place) {
        value = list[place]
      } else {
        value = (value as? [String: Any])?[String(step)]
      }
    }
    return (value as? NSNumber)?.doubleValue
  }

  /// Every number of a JSON value, as numbers and in its words; shares also in percent.
  private func collect(_ value: Any, into known: inout Set<String>) {
    switch value {
    case let list as [Any]:
      known.insert("\(list.count)")
      for item in list { collect(item, into: &known) }
    case let object as [String: Any]: for item in object.values { collect(item, into: &known) }
    case let text as String:
      let found = numbers(in: text)
      // Pages show instants to the millisecond, as people compare them with logs.
      known.formUnion(found + found.filter { $0.count >= 6 }.map { String($0.prefix(3)) })
    case let number as NSNumber:
      known.formUnion(numbers(in: "\(number)"))
      let value = number.doubleValue
      if abs(value) <= 1 { known.insert("\(Int((value * 100).rounded()))") }
    default: break
    }
  }

  /// Runs of digits, thousands put together again.
  private func numbers(in text: String) -> [String] {
    text.replacing(/(\d),(?=\d{3})/, with: { $0.1 }).matches(of: /\d+/).map { String($0.0) }
  }
}

extension MarkupPage {
  /// The text outside pictures and their captions, whose scales are of no report's making.
  fileprivate var prose: [String] {
    var depth = 0
    var prose: [String] = []
    for part in parts {
      switch part {
      case .tag(let tag) where tag.name == "figure": depth += tag.isEnd ? -1 : 1
      case .tag: continue
      case .text(let text): if depth == 0 { prose.append(text) }
      }
    }
    return prose
  }
}
