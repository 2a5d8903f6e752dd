import Bytes
import Packets
import Testing

@testable import Reports

struct LadderDrawingTests {
  @Test func `one agent has its sign-ins below each other`() throws {
    var scene = LadderScene()
    scene.addSignIn(from: 1, named: WireText("AGENT-PC-01"))
    scene.addSignIn(from: 1, named: WireText("AGENT-PC-01"), isAccepted: false)
    let expected = """
      uccxmail at 10.4.4.95:143: 2 sign-ins of 1 client, 1 accepted, 1 refused
      Open at the first refusal: 1, by AGENT-PC-01×1

      frame    time open  AGENT-PC-01                                    10.4.4.95:143
                          10.4.5.1
          4   0.002    0  │< * OK ready ─────────────────────────────────────────────│
          6   0.010    0  │─ sign-in NTLM uccxmail ─────────────────────────────────>│
          7   0.080    1  │< A1 OK done 70 ms ───────────────────────────────────────│
         14   0.502    1  │< * OK ready ─────────────────────────────────────────────│
         16   0.510    1  │─ sign-in NTLM uccxmail ─────────────────────────────────>│
         17   0.580    1  │x A1 NO AUTHENTICATE failed. 70 ms ───────────────────────│
         18   0.590    1  │─ closes ────────────────────────────────────────────────>│
          9 100.000    0  │─ closes ────────────────────────────────────────────────>│

      """
    #expect(try scene.ladder().printed().joined(separator: "\n") == expected)
  }

  @Test(arguments: [60, 80, 100, 160, 300])
  func `forty agents come in groups that fit`(width: Int) throws {
    let ladder = try LadderScene.agents(40).ladder()
    let lines = ladder.printed(width: width)
    #expect(lines.allSatisfy { $0.columns <= width })
    // Every rung stands in one group, and in one only.
    let rungs = lines.filter { $0.hasSuffix("│") }
    #expect(rungs.count == ladder.events.count)
    for host in 1...40 {
      let names = lines.filter { $0.split(separator: " ").contains("10.4.5.\(host)") }
      #expect(names.count == 1)
    }
    let titles = lines.filter { $0.hasPrefix("Agent") }
    let capacity = LadderLayout(ladder, width: width).capacity
    #expect(titles.count == (40 + capacity - 1) / capacity)
    #expect(titles.last?.hasSuffix("40 of 40") == true)
  }

  @Test func `an arrow crosses the lines between an agent and the server`() throws {
    var scene = LadderScene()
    scene.addSignIn(from: 1)
    scene.addSignIn(from: 2, isAccepted: false)
    let lines = try scene.ladder().printed()
    let layout = LadderLayout(try scene.ladder(), width: 80)
    let first = try #require(lines.first { $0.contains("A1 OK done") }).map(\.self)
    #expect(first[layout.agent(0) + 1] == "<")
    #expect(first[layout.agent(1)] == "┼")
    let second = try #require(lines.first { $0.contains("A1 NO") }).map(\.self)
    #expect(second[layout.agent(0)] == "│")
    #expect(second[layout.agent(0) + 1] == " ")
    #expect(second[layout.agent(1) + 1] == "x")
  }

  @Test func `wide characters keep the lines straight`() throws {
    var scene = LadderScene()
    scene.addSignIn(
      from: 1, named: WireText("상담원PC-일번-서울-본사"), greeting: WireText("OK 메일 서버 준비 완료"),
      answer: WireText("A1 NO 연결이 너무 많습니다. 나중에 다시 시도하십시오. 관리자에게 문의하십시오."), isAccepted: false)
    scene.addSignIn(from: 2, named: WireText("表計算"))
    for width in 60...110 {
      let rungs = try scene.ladder().printed(width: width).filter { $0.hasSuffix("│") }
      #expect(!rungs.isEmpty)
      #expect(rungs.allSatisfy { $0.columns == width }, "\(width)")
    }
  }

  @Test(arguments: [
    "\u{1b}[2J\u{1b}]0;owned\u{7}", "\u{9b}2J\u{85}", "a\u{202e}b\u{2066}c\u{200b}\u{feff}",
    "x\r\ny", "bad\rgood", "e\u{301}\u{301}", "a\u{2028}b", "a\0b", "│x│", "",
  ])
  func `hosts write words, never lines or sequences`(_ text: String) throws {
    var scene = LadderScene()
    for host: UInt32 in 1...3 {
      scene.addSignIn(
        from: host, named: WireText(text), as: text.isEmpty ? "a" : text, greeting: WireText(text),
        answer: WireText(text), isAccepted: host > 1)
    }
    let ladder = try scene.ladder()
    let pager = LadderPager(ladder, rows: 30, columns: 80)
    let printed = ladder.printed()
    // A pager's line may have our own sequences, so look at it without.
    for line in printed + pager.screen.map(\.text) {
      #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f })
      #expect(!line.unicodeScalars.contains { (0x80...0x9f).contains($0.value) })
      #expect(!line.unicodeScalars.contains { $0.properties.isDefaultIgnorableCodePoint })
      #expect(line.columns <= 80)
    }
    #expect(printed.count { $0.hasSuffix("│") } == ladder.events.count)
  }

  @Test func `what is missing is said to be missing`() throws {
    var scene = LadderScene()
    scene.addSilence(from: 1)
    scene.addSignIn(from: 2)
    let lines = try scene.ladder().printed()
    #expect(lines.contains { $0.contains("x───") && $0.contains("no answer to 3 SYNs") })
  }

  @Test func `with several captures a frame says which one it is in`() throws {
    var scene = LadderScene()
    scene.addSignIn(from: 1, capture: 0)
    scene.addSignIn(from: 1, isAccepted: false, capture: 1)
    let lines = try scene.ladder(captures: 2).printed()
    #expect(lines.contains { $0.drop { $0 == " " }.hasPrefix("1/7 ") && $0.contains("A1 OK") })
    #expect(lines.contains { $0.drop { $0 == " " }.hasPrefix("2/17 ") && $0.contains("A1 NO") })
  }

  @Test func `with several servers a request says where it goes`() throws {
    var scene = LadderScene()
    scene.addSignIn(from: 1)
    let other = try #require(IPAddress("10.4.4.96"))
    scene.addSignIn(from: 1, server: Endpoint(address: other, port: 143))
    let lines = try scene.ladder().printed()
    #expect(lines.contains { $0.contains("sign-in PLAIN uccxmail to 10.4.4.96:143 ") })
    #expect(lines.contains { $0.hasSuffix("2 servers") })
  }

  @Test func `colour is never the only carrier, and can be left out`() throws {
    var scene = LadderScene()
    scene.addSignIn(from: 1, isAccepted: false)
    let drawing = LadderDrawing(try scene.ladder(), width: 80)
    let refusal = try #require(drawing.ladder.events.dropFirst(2).first)
    let line = drawing.line(refusal, agents: 0..<1)
    #expect(line.text.contains("│x A1 NO AUTHENTICATE failed."))
    #expect(line.styled(colours: true).contains("\u{1b}[31m"))
    #expect(!line.styled(colours: false).contains("[31m"))
    let plain = line.styled(colours: false).replacing(/\u{1b}\[[0-9]*m/, with: "")
    #expect(plain == line.text)
  }
}
