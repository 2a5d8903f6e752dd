import Bytes
import Testing

@testable import Reports

/// Keys in, lines out.
struct LadderPagerTests {
  /// Ten agents with four rungs each, of which the last is refused.
  private func pager(rows: Int = 14, columns: Int = 80) throws -> LadderPager {
    var scene = LadderScene.agents(9)
    scene.addSignIn(from: 10, isAccepted: false)
    return LadderPager(try scene.ladder(), rows: rows, columns: columns)
  }

  /// The frames that are seen, from top to bottom.
  private func frames(_ pager: LadderPager) -> [String] {
    pager.screen.map(\.text).filter { $0.hasSuffix("│") }
      .map { String($0.drop { $0 == " " }.prefix { $0 != " " }) }
  }

  private func press(_ keys: [LadderKey], _ pager: inout LadderPager) {
    for key in keys {
      let goesOn = pager.press(key)
      #expect(goesOn)
    }
  }

  private func type(_ text: String, _ pager: inout LadderPager) {
    press(text.map { .character($0) } + [.enter], &pager)
  }

  @Test(arguments: [(5, 80), (14, 80), (50, 120), (1, 60), (24, 20)])
  func `a screen has as many lines as the terminal`(rows: Int, columns: Int) throws {
    let pager = try pager(rows: rows, columns: columns)
    #expect(pager.screen.count == rows)
    #expect(pager.screen.allSatisfy { $0.text.columns <= max(columns, 60) })
  }

  @Test func `down and up go on by a line, pages by a screen`() throws {
    var pager = try pager()
    let start = frames(pager)
    #expect(start.count == 11)
    press([.down], &pager)
    #expect(frames(pager).first == start[1])
    press([.up, .up, .up], &pager)
    #expect(frames(pager) == start)
    press([.pageDown], &pager)
    // A line of the page before stays, as people read on from there.
    #expect(frames(pager).first == start[10])
    press([.pageUp], &pager)
    #expect(frames(pager) == start)
  }

  @Test func `home and end go to the first and the last rung and not beyond`() throws {
    var pager = try pager()
    let start = frames(pager)
    press([.end], &pager)
    let end = frames(pager)
    #expect(end.count == start.count)
    press([.down, .pageDown, .end], &pager)
    #expect(frames(pager) == end)
    press([.home], &pager)
    #expect(frames(pager) == start)
    press([.character("G"), .character("g")], &pager)
    #expect(frames(pager) == start)
  }

  @Test func `right and left bring other agents, the rungs stay`() throws {
    var pager = try pager()
    let start = frames(pager)
    #expect(pager.screen[1].text.contains("10.4.5.1 "))
    press([.right, .right], &pager)
    #expect(frames(pager) == start)
    #expect(pager.screen[1].text.contains("10.4.5.3 "))
    #expect(!pager.screen[1].text.contains("10.4.5.1 "))
    // Who is out of sight is named.
    #expect(pager.screen[2].text.contains("10.4.5.1: * OK ready"))
    press(Array(repeating: .right, count: 30), &pager)
    #expect(pager.screen[1].text.contains("10.4.5.10 "))
    press(Array(repeating: .left, count: 40), &pager)
    #expect(pager.screen[1].text.contains("10.4.5.1 "))
  }

  @Test func `a search shows the place, its agent too, and goes round`() throws {
    var pager = try pager()
    type("/no authenticate", &pager)
    let refusal = pager.screen.map(\.text).filter { $0.contains("A1 NO AUTHENTICATE failed.") }
    #expect(refusal.count == 1)
    #expect(pager.screen[1].text.contains("10.4.5.10 "))
    #expect(frames(pager).contains("97"))
    // The next one is the same: there is no other.
    press([.character("n")], &pager)
    #expect(frames(pager).contains("97"))
    type("/10.4.5.1", &pager)
    press([.home], &pager)
    type("/", &pager)
    #expect(pager.screen.contains { $0.pieces.contains { $0.style == .marked } })
  }

  @Test func `forwards and backwards meet the same places`() throws {
    var pager = try pager(rows: 6)
    type("/A1 OK", &pager)
    var seen = [frames(pager)]
    for _ in 0..<4 {
      press([.character("n")], &pager)
      seen.append(frames(pager))
    }
    var marked = [foundFrame(pager)]
    for _ in 0..<4 {
      press([.character("N")], &pager)
      marked.append(foundFrame(pager))
    }
    #expect(marked == ["47", "37", "27", "17", "7"])
    #expect(Set(seen).count == seen.count)
  }

  /// The frame of the rung that is marked.
  private func foundFrame(_ pager: LadderPager) -> String? {
    pager.screen.dropLast().first { $0.pieces.first?.style == .marked }?
      .text.split(separator: " ").first.map(String.init)
  }

  @Test func `what is not there is said, and nothing moves`() throws {
    var pager = try pager()
    press([.down, .down], &pager)
    let before = frames(pager)
    type("/no\u{1b}such", &pager)
    #expect(frames(pager) == before)
    #expect(pager.screen.last?.text == #"not found: no\x1bsuch"#)
    press([.down], &pager)
    #expect(pager.screen.last?.text.contains("q quit") == true)
  }

  @Test func `a search can be corrected and given up`() throws {
    var pager = try pager()
    press(
      [.character("/"), .character("x"), .backspace, .character("q"), .character("l")], &pager)
    #expect(pager.screen.last?.text == "/ql")
    press([.escape], &pager)
    #expect(pager.screen.last?.text.contains("q quit") == true)
    press([.character("/"), .backspace], &pager)
    #expect(pager.screen.last?.text.contains("q quit") == true)
  }

  @Test func `q and control-C end it, also in a search`() throws {
    var pager = try pager()
    let answers: [LadderKey] = [
      .character("q"), .interrupt, .character("/"), .character("q"), .interrupt,
    ]
    let goesOn = answers.map { pager.press($0) }
    #expect(goesOn == [false, false, true, true, false])
  }

  @Test func `another size keeps the place where it can`() throws {
    var pager = try pager()
    press([.pageDown, .right], &pager)
    let first = frames(pager).first
    pager.resize(rows: 8, columns: 200)
    #expect(pager.screen.count == 8)
    #expect(frames(pager).first == first)
    #expect(pager.screen.contains { $0.text.columns == 200 })
    pager.resize(rows: 100, columns: 60)
    #expect(frames(pager).count == 40)
    pager.resize(rows: 0, columns: 0)
    #expect(pager.screen.count == 1)
  }

  @Test func `every key at every place leaves a whole screen`() throws {
    let keys: [LadderKey] = [
      .up, .down, .left, .right, .pageUp, .pageDown, .home, .end, .enter, .escape, .backspace,
      .character("n"), .character("N"), .character("/"), .character("x"),
    ]
    for rows in [1, 3, 9, 60] {
      var pager = try pager(rows: rows)
      for first in keys {
        for second in keys {
          press([first, second], &pager)
          #expect(pager.screen.count == rows)
        }
      }
    }
  }
}
