import Bytes
import TestSupport
import Testing

@testable import Mail

/// The scan of a line, against looking at its bytes one by one.
struct LineScanTests {
  /// What a slow look at a line says.
  private struct Plain: Equatable {
    var lineFeed: Int?
    var textEnd: Int?
    var marks: LineScan.Marks = []
    var openings = 0

    init(_ scan: LineScan?) {
      guard let scan else { return }
      (lineFeed, textEnd) = (scan.lineFeed, scan.textEnd)
      (marks, openings) = (scan.marks, scan.openings)
    }

    init(_ bytes: [UInt8], from start: Int) {
      guard let end = bytes[start...].firstIndex(of: 10) else { return }
      let hasReturn = end > start && bytes[end - 1] == 13
      let text = bytes[start..<(hasReturn ? end - 1 : end)]
      (lineFeed, textEnd) = (end, text.endIndex)
      openings = text.count { $0 == UInt8(ascii: "(") }
      if text.contains(0) { marks.insert(.nul) }
      if text.contains(13) { marks.insert(.bareReturn) }
      if text.contains(UInt8(ascii: "\"")) { marks.insert(.quote) }
      if text.contains(where: { $0 >= 0x80 }) { marks.insert(.eightBit) }
      if text.contains(where: { $0 < 32 && ![0, 9, 13].contains($0) || $0 == 127 }) {
        marks.insert(.control)
      }
    }
  }

  @Test(arguments: ["FETCH 1 FLAGS and so on\r\n", "bdfhjlnprtvxzBDFHJLNPR\r\n"])
  func `every byte at every place of a word is noticed as it is alone`(line: String) {
    for byte in UInt8.min...UInt8.max {
      for place in 0..<20 {
        var bytes = Array(line.utf8)
        bytes[place] = byte
        for start in 0...3 {
          #expect(
            Plain(LineScan(bytes.span, from: start)) == Plain(bytes, from: start),
            "\(byte) at \(place), from \(start)")
        }
      }
    }
  }

  @Test func `random lines are scanned as byte by byte`() {
    var random = SeededGenerator(seed: 77)
    let special: [UInt8] = [0, 9, 10, 13, 13, 10, 31, 32, 34, 40, 126, 127, 128, 255]
    for _ in 0..<5_000 {
      let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ -> UInt8 in
        Int.random(in: 0..<6, using: &random) == 0
          ? special.randomElement(using: &random) ?? 0 : UInt8.random(in: 32...126, using: &random)
      }
      for start in 0...min(9, bytes.count) {
        #expect(Plain(LineScan(bytes.span, from: start)) == Plain(bytes, from: start))
      }
    }
  }
}
