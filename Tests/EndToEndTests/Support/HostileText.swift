import Foundation
import Testing

/// Words that a hostile host may write to harm whoever reads a report.
struct HostileText: Sendable, CustomTestStringConvertible {
  var id: String
  var bytes: [UInt8]
  var testDescription: String { id }

  private struct Document: Decodable {
    struct Vector: Decodable {
      var id: String
      var text: String
    }
    var vectors: [Vector]
  }

  /// The vectors of `hostile-strings.json`, where the case folder is there, and a few of our own.
  static let all =
    own
    + listed.flatMap { vector in
      let latin = vector.text.unicodeScalars.compactMap { UInt8(exactly: $0.value) }
      let isLatin = latin.count == vector.text.unicodeScalars.count
      let hasMore = vector.text.unicodeScalars.contains { $0.value > 127 }
      let raw = HostileText(id: vector.id + " in Latin-1", bytes: latin)
      return [HostileText(id: vector.id, bytes: Array(vector.text.utf8))]
        + (isLatin && hasMore ? [raw] : [])
    }

  private static var listed: [Document.Vector] {
    let named = ProcessInfo.processInfo.environment["CHOKEPOINT_CASES"]
    let folder = URL(
      filePath: named ?? "../shared/cases", directoryHint: .isDirectory,
      relativeTo: SampleCapture.package)
    let list = try? Data(contentsOf: folder.appending(path: "hostile-strings.json"))
    let document = list.flatMap { try? JSONDecoder().decode(Document.self, from: $0) }
    return document?.vectors ?? []
  }

  private static let own =
    [
      ("escape sequence", "\u{1b}[2J\u{1b}]0;owned\u{7}"), ("C1 control", "\u{9b}2J\u{85}"),
      ("right-to-left", "a\u{202e}b\u{2066}c\u{200b}\u{feff}"), ("combining", "e\u{301}\u{301}"),
      ("line break", "x\r\n2026-11-23 all clear"), ("lone CR", "bad\rgood"), ("NUL", "a\0b"),
      ("formula", "=1+1"), ("formula behind a tab", "\t=1+1"), ("formula behind spaces", "  @A1"),
      ("minus", "-2+3"), ("full-width formula", "\u{ff1d}1+1"), ("quotes", "a\",=1,\"b"),
      ("JSON", "\"}],\"verdict\":\"healthy\",\"x\":[{\"y\":\"\\u0000\\"), ("format", "%s%n%@"),
      ("markup", "<script>alert(1)</script>"), ("empty", ""),
      ("line separator", "a\u{2028}b\u{2029}c\u{b}d\u{c}e"),
    ].map { HostileText(id: $0.0, bytes: Array($0.1.utf8)) } + [
      HostileText(id: "not UTF-8", bytes: [0xff, 0xfe, 0xed, 0xa0, 0x80, 0xc0, 0xaf]),
      HostileText(id: "all bytes", bytes: Array(0...255)),
      HostileText(id: "very long", bytes: [UInt8](repeating: UInt8(ascii: "A"), count: 70_000)),
    ]
}
