import Bytes
import Diagnosis
import Testing

@testable import Reports

/// Korean takes two columns a syllable: tables, lines and charts stay in their places all the same.
struct ColumnsTests {
  @Test(arguments: [
    ("", 0), ("READY", 5), ("한국어", 6), ("연결 16개", 9), ("10µs", 4), ("상담원…", 7), ("１６", 4),
  ])
  func `a syllable is two columns wide`(text: String, columns: Int) {
    #expect(text.columns == columns)
    #expect(text.leftAligned(12).columns == 12)
    #expect(text.rightAligned(12).columns == 12)
  }

  @Test func `a text is cut before it is too wide`() {
    #expect("한국어".cut(to: 6) == "한국어")
    #expect("한국어".cut(to: 5) == "한국…")
    #expect("한국어".cut(to: 4) == "한…")
    for width in 1...20 { #expect("상담원 PC 한국어 이름".cut(to: width).columns <= width) }
  }

  @Test func `lines are broken by their width`() {
    let text = Array(repeating: "연결을 거부했습니다", count: 12).joined(separator: " ")
    let lines = TextLayout.wrapped(text, width: 40)
    #expect(lines.allSatisfy { $0.columns <= 40 && $0.columns > 20 })
    #expect(lines.joined(separator: " ") == text)
  }

  @Test func `rows stand under each other`() {
    var layout = TextLayout(language: .korean)
    layout.row("Since", "x")
    layout.row("Agents see", "x")
    layout.heading("Evidence", note: "(3)")
    #expect(layout.lines[0].columns == layout.lines[1].columns)
    #expect(layout.lines[3].columns == TextLayout.width)
  }

  @Test func `a chart is as wide in Korean as in English`() {
    let start = Timestamp(nanoseconds: 0)
    let points = (0..<10).map {
      LoadPoint(time: start.advanced(by: .seconds(Int64($0))), load: $0)
    }
    func lines(_ language: Language) -> [String] {
      LoadChart(
        timeline: points, refusals: [points[9].time], limit: 9, event: "refused",
        words: language.text
      ).lines
    }
    let (english, korean) = (lines(.english), lines(.korean))
    #expect(english.count == 6 && korean.count == 6)
    // The marks and the ends of the time axis stand in the same columns.
    #expect(english[4].columns == korean[4].columns)
    #expect(english[5].columns == korean[5].columns)
    #expect(korean[5].hasSuffix(" 9.0초"))
  }

  @Test func `a limit in bytes cuts no character in two`() {
    #expect(terminalText(WireText("한국어"), limit: 3) == "한… (9 bytes)")
    #expect(terminalText(WireText("한국어"), limit: 5) == "한… (9 bytes)")
    #expect(terminalText(WireText("한국어"), limit: 9) == "한국어")
    #expect(terminalText(WireText([0xed, 0x95]), limit: 2) == #"\xed\x95"#)
  }
}
