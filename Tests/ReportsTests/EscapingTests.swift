import Bytes
import Testing

@testable import Reports

struct EscapingTests {
  @Test(arguments: [
    ("\u{1b}[2Jx", #"\x1b[2Jx"#), ("a\r\nb", #"a\x0d\x0ab"#), ("ok\u{9b}2J", #"ok\x9b2J"#),
    ("admin\u{202e}gpj.exe", #"admin\u{202e}gpj.exe"#), ("\u{200b}\u{feff}", #"\u{200b}\u{feff}"#),
    ("e\u{301}\u{301}", #"e\u{301}\u{301}"#), (#"CONTOSO\uccxmail"#, #"CONTOSO\uccxmail"#),
    ("Entwürfe 表", "Entwürfe 表"), ("\u{7f}", #"\x7f"#),
  ])
  func `only printable characters reach a terminal`(text: String, shown: String) {
    #expect(terminalText(WireText(text)) == shown)
    #expect(terminalText(text) == shown)
  }

  @Test func `bytes that are not UTF-8 are shown as numbers`() {
    #expect(terminalText(WireText([0x41, 0xff, 0xc3, 0x28, 0xe2, 0x82])) == #"A\xff\xc3(\xe2\x82"#)
    #expect(jsonString(WireText([0x41, 0xff, 0x42])) == #"A\xffB"#)
  }

  @Test func `every byte of every length leaves only printable ASCII or whole characters`() {
    for first in UInt8.min...UInt8.max {
      for second in [UInt8(0x00), 0x41, 0x80, 0xbf, 0xff] {
        let text = terminalText(WireText([first, second]))
        #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f })
        #expect(!text.unicodeScalars.contains { (0x80...0x9f).contains($0.value) })
      }
    }
  }

  @Test func `a cut text says how long it was`() {
    #expect(terminalText(WireText("abcdef"), limit: 3) == "abc… (6 bytes)")
    #expect(terminalText(WireText(Array("abc".utf8), wireCount: 9)) == "abc… (9 bytes)")
  }

  @Test(arguments: [
    ("plain", #""plain""#), ("a\"b", #""a""b""#), ("=cmd|'/C calc'!A0", #""'=cmd|'/C calc'!A0""#),
    ("+1", #""'+1""#), ("-1", #""'-1""#), ("@x", #""'@x""#), ("  =x", #""'  =x""#),
    ("\tx", "\"'\tx\""), ("", #""""#), ("a,b", #""a,b""#),
  ])
  func `a CSV field is quoted and never a formula`(text: String, field: String) {
    #expect(csvField(text) == field)
  }

  @Test func `JSON text is ASCII and means the same`() {
    #expect(asciiJSON("\"é\u{9b}\u{1f4e7}\u{202e}\"") == #""\u00e9\u009b\ud83d\udce7\u202e""#)
  }
}
