import Testing

@testable import Reports

struct LadderKeyTests {
  @Test(arguments: [
    ("\u{1b}[A", LadderKey.up), ("\u{1b}OB", .down), ("\u{1b}[C", .right), ("\u{1b}[D", .left),
    ("\u{1b}[5~", .pageUp), ("\u{1b}[6~", .pageDown), ("\u{1b}[H", .home), ("\u{1b}[1~", .home),
    ("\u{1b}[7~", .home), ("\u{1b}OF", .end), ("\u{1b}[4~", .end), ("\u{1b}[8~", .end),
    ("\u{1b}[1;5A", .up), ("\r", .enter), ("\n", .enter), ("\u{7f}", .backspace),
    ("\u{3}", .interrupt), ("q", .character("q")), ("é", .character("é")), ("상", .character("상")),
  ])
  func `a key is known however its bytes come in`(bytes: String, key: LadderKey) {
    let bytes = Array(bytes.utf8)
    for cut in 0...bytes.count {
      var decoder = LadderKeyDecoder()
      let keys = decoder.decode(bytes[..<cut]) + decoder.decode(bytes[cut...])
      #expect(keys == [key])
      #expect(!decoder.isWaiting)
    }
  }

  @Test func `keys in one piece are told apart`() {
    var decoder = LadderKeyDecoder()
    let keys = decoder.decode(Array("j\u{1b}[B/a\u{7f}\r\u{1b}[6~".utf8))
    #expect(
      keys == [
        .character("j"), .down, .character("/"), .character("a"), .backspace, .enter, .pageDown,
      ])
  }

  @Test func `an escape is a key once nothing follows`() {
    var decoder = LadderKeyDecoder()
    let first = decoder.decode([0x1b])
    #expect(first == [])
    #expect(decoder.isWaiting)
    let rest = [decoder.finish(), decoder.finish()]
    #expect(rest == [[.escape], []])
    let both = decoder.decode(Array("\u{1b}q".utf8))
    #expect(both == [.escape, .character("q")])
  }

  @Test func `sequences of no meaning and bytes that are no text are passed over`() {
    var decoder = LadderKeyDecoder()
    let bytes = Array("\u{1b}[200~\u{1b}[3~\u{1}\u{b}".utf8) + [0xff, 0x80]
    let keys = [decoder.decode(bytes), decoder.decode(Array("q".utf8))]
    #expect(keys == [[], [.character("q")]])
    var endless = LadderKeyDecoder()
    let none = endless.decode(Array(("\u{1b}[" + String(repeating: "1", count: 40)).utf8))
    #expect(none == [])
    #expect(!endless.isWaiting)
  }

  @Test func `any bytes at all end in keys or nothing`() {
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        var decoder = LadderKeyDecoder()
        _ = decoder.decode([first, second])
        _ = decoder.finish()
        #expect(!decoder.isWaiting)
      }
    }
  }
}
