import Bytes
import Testing

struct SpanTests {
  private let bytes: [UInt8] = [0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0, 0x0a, 0x0a]

  @Test func `integers are read in either byte order at any offset`() {
    let span = bytes.span
    #expect(span.bigEndian(at: 0, as: UInt16.self) == 0x1234)
    #expect(span.littleEndian(at: 0, as: UInt16.self) == 0x3412)
    #expect(span.bigEndian(at: 1, as: UInt32.self) == 0x3456_789a)
    #expect(span.littleEndian(at: 1, as: UInt32.self) == 0x9a78_5634)
    #expect(span.bigEndian(at: 0, as: UInt64.self) == 0x1234_5678_9abc_def0)
    #expect(span.littleEndian(at: 0, as: UInt64.self) == 0xf0de_bc9a_7856_3412)
    #expect(span.bigEndian(at: 9, as: UInt8.self) == 0x0a)
  }

  @Test func `a byte is found at or after the place where the search begins`() {
    let span = bytes.span
    #expect(span.firstOffset(of: 0x0a) == 8)
    #expect(span.firstOffset(of: 0x0a, from: 9) == 9)
    #expect(span.firstOffset(of: 0x0a, from: 10) == nil)
    #expect(span.firstOffset(of: 0x77) == nil)
  }

  @Test func `a copy equals what it was made from`() {
    let span = bytes.span
    let copy = span.copy()
    #expect(copy == bytes)
    #expect(span.isEqual(to: copy.span) == true)
    #expect(span.extracting(1..<4).isEqual(to: copy.span) == false)
  }

  @Test func `wire text keeps at most its limit and knows what stood on the wire`() {
    let text = WireText(bytes.span, limit: 3)
    #expect(text.bytes == [0x12, 0x34, 0x56])
    #expect(text.wireCount == 10)
    #expect(WireText(bytes.span, limit: -1).isEmpty)
  }
}
