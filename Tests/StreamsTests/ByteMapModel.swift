/// The obvious model of a stream whose copies agree: which byte is where.
struct ByteMapModel {
  private(set) var bytes: [Int: UInt8] = [:]

  mutating func add(_ segment: [UInt8], at offset: Int) {
    for (index, byte) in segment.enumerated() { bytes[offset + index] = byte }
  }

  /// Behind the last byte that follows on the first one without a hole.
  var contiguousEnd: Int {
    var end = 1
    while bytes[end] != nil { end += 1 }
    return end
  }

  /// The whole stream, holes included, as a reassembler gives it at the end.
  var items: [ReassemblyCase.Item] {
    var items: [ReassemblyCase.Item] = []
    guard let last = bytes.keys.max() else { return [] }
    for offset in 1...last {
      if let byte = bytes[offset] {
        let text = String(UnicodeScalar(byte))
        if let data = items.last?.data {
          items[items.count - 1].data = data + text
        } else {
          items.append(ReassemblyCase.Item(off: offset, data: text))
        }
      } else if let gap = items.last?.gap {
        items[items.count - 1].gap = gap + 1
      } else {
        items.append(ReassemblyCase.Item(off: offset, gap: 1, why: "end"))
      }
    }
    return items
  }
}
