import Bytes
import Capture
import TestSupport
import Testing

struct ZlibInflaterTests {
  /// Two server lines as zlib compresses them, with a sync flush between them and an end.
  private static let compressed: [UInt8] =
    hex("723454f0f756700c0df170f50bf174760c715548cecf2dc8492d494dd1e3e572a4485a4bc129d255")
    + hex("a138333d2f332f5d213f2d8d970b000000ffffd352303256708df00c0e09e6e50200")
  private static let text =
    String(repeating: "A1 OK AUTHENTICATE completed.\r\n", count: 3) + "* BYE signing off\r\n"
    + "* 23 EXISTS\r\n"

  private static func hex(_ digits: String) -> [UInt8] {
    let values = digits.compactMap(\.hexDigitValue)
    return stride(from: 0, to: values.count - 1, by: 2).map {
      UInt8(values[$0] * 16 + values[$0 + 1])
    }
  }

  private func inflate(
    _ input: [UInt8], with inflater: ZlibInflater, into output: inout [UInt8]
  ) -> InflateOutcome {
    inflater.inflate(input.span) { bytes in
      output += [UInt8](bytes)
      return true
    }
  }

  @Test func `output does not depend on how the input is cut`() {
    for cut in 0...Self.compressed.count {
      let inflater = ZlibInflater()
      var output: [UInt8] = []
      let first = inflate(Array(Self.compressed[..<cut]), with: inflater, into: &output)
      let second = inflate(Array(Self.compressed[cut...]), with: inflater, into: &output)
      #expect(first == (cut == Self.compressed.count ? .ended : .consumed), "cut at \(cut)")
      #expect(second == .ended, "cut at \(cut)")
      #expect(String(decoding: output, as: UTF8.self) == Self.text, "cut at \(cut)")
    }
  }

  @Test func `a flushed part comes out without waiting for more`() {
    var output: [UInt8] = []
    let flushed = Array(Self.compressed.prefix(59))
    #expect(inflate(flushed, with: ZlibInflater(), into: &output) == .consumed)
    #expect(String(decoding: output, as: UTF8.self).hasSuffix("* BYE signing off\r\n"))
  }

  @Test func `long output comes in pieces of at most 64 KiB`() {
    let long = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }
    var pieces: [Int] = []
    var output: [UInt8] = []
    let outcome = ZlibInflater().inflate(Gzip.stored(long).span) { bytes in
      pieces.append(bytes.count)
      output += [UInt8](bytes)
      return true
    }
    #expect(outcome == .ended)
    #expect(output == long)
    #expect(pieces.count > 1 && pieces.allSatisfy { (1...65_536).contains($0) })
  }

  @Test func `a megabyte of zeros in a few bytes stops when asked to`() {
    // A fixed-code block: a zero, then matches of 258 bytes at distance 1, of 13 bits each.
    var bomb = BitWriter()
    bomb.write(0b011, count: 3)
    bomb.write(0b0000_1100, count: 8)
    for _ in 0..<4_000 { bomb.write(0b00000_1010_0011, count: 13) }
    var total = 0
    let inflater = ZlibInflater()
    let outcome = inflater.inflate(bomb.bytes.span) { bytes in
      total += bytes.count
      return total < 100_000
    }
    #expect(outcome == .stopped)
    #expect((100_000...165_536).contains(total))
    var rest: [UInt8] = []
    #expect(inflate([0, 1, 2], with: inflater, into: &rest) == .stopped)
    #expect(rest.isEmpty)
  }

  @Test func `what is no deflate stream is corrupt, and stays so`() {
    let inflater = ZlibInflater()
    var output: [UInt8] = []
    #expect(inflate([0x07, 0xff, 0xff], with: inflater, into: &output) == .corrupt)
    #expect(inflate(Self.compressed, with: inflater, into: &output) == .corrupt)
    #expect(output.isEmpty)
  }

  @Test func `nothing follows the end`() {
    let inflater = ZlibInflater()
    var output: [UInt8] = []
    #expect(inflate(Self.compressed + Self.compressed, with: inflater, into: &output) == .ended)
    #expect(inflate(Self.compressed, with: inflater, into: &output) == .ended)
    #expect(String(decoding: output, as: UTF8.self) == Self.text)
  }
}

/// Packs bits from the least significant end, as deflate does (RFC 1951, section 3.1.1).
private struct BitWriter {
  private(set) var bytes: [UInt8] = []
  private var used = 0

  mutating func write(_ bits: Int, count: Int) {
    for index in 0..<count {
      if used % 8 == 0 { bytes.append(0) }
      bytes[bytes.count - 1] |= UInt8(bits >> index & 1) << UInt8(used % 8)
      used += 1
    }
  }
}
