import Bytes

/// One tag-length-value of ASN.1's distinguished encoding (X.690), inside given bounds.
struct DERElement {
  var tag: UInt8
  var content: Range<Int>

  /// The element at `offset`; nil when it is cut off, or its tag or length take more bytes than
  /// GSS tokens need.
  init?(_ bytes: Span<UInt8>, at offset: Int, before end: Int) {
    guard offset >= 0, end <= bytes.count, end - offset >= 2 else { return nil }
    tag = bytes[offset]
    guard tag & 0x1f != 0x1f else { return nil }
    var start = offset + 2
    var length = Int(bytes[offset + 1])
    if length >= 0x80 {
      let lengthCount = length & 0x7f
      guard (1...4).contains(lengthCount), end - start >= lengthCount else { return nil }
      length = 0
      for index in start..<(start + lengthCount) { length = length << 8 | Int(bytes[index]) }
      start += lengthCount
    }
    guard length <= end - start else { return nil }
    content = start..<(start + length)
  }

  /// The first child with this tag.
  func child(_ tag: UInt8, in bytes: Span<UInt8>) -> DERElement? {
    var offset = content.lowerBound
    while let element = DERElement(bytes, at: offset, before: content.upperBound) {
      if element.tag == tag { return element }
      offset = element.content.upperBound
    }
    return nil
  }

  /// The first child, whatever its tag.
  func firstChild(in bytes: Span<UInt8>) -> DERElement? {
    DERElement(bytes, at: content.lowerBound, before: content.upperBound)
  }

  /// The contents of the children with this tag, at most `limit` of them.
  func children(_ tag: UInt8, in bytes: Span<UInt8>, limit: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var offset = content.lowerBound
    while ranges.count < limit,
      let element = DERElement(bytes, at: offset, before: content.upperBound)
    {
      if element.tag == tag { ranges.append(element.content) }
      offset = element.content.upperBound
    }
    return ranges
  }
}
