/// One direction under the naive rules: every byte for itself, everything kept.
final class NaiveStream {
  /// A buffered segment: its bytes, nil where the snap length cut them, and its bounds.
  struct Held {
    var range: Range<Int>
    var bytes: [UInt8?]
  }

  let name: String
  var isn: Int?
  var next: Int?
  var isMidstream = false
  var items: [ReassemblyCase.Item] = []
  var held: [Held] = []
  var delivered: [Int: UInt8] = [:]
  var fin: Int?
  var isFinished = false
  var reset: String?
  var acknowledged: Int?
  var acknowledgedAt = 0
  var windowEdge: Int?
  var highestEnd = 0
  var timestamp: Int?
  var scale: Int?
  var acknowledgementsVisible = false
  var holeSince: Int?
  var synPayload: (offset: Int, segment: NaiveSegment)?
  var probe: (offset: Int, segment: NaiveSegment)?

  init(_ name: String) { self.name = name }

  var end: String {
    if let reset { return reset }
    return isFinished ? "fin@\(fin ?? -1)" : "open"
  }

  func number(_ isn: Int) {
    // The reference keeps what was delivered under the old numbers; a renumbered stream is another
    // stream, so what the bytes were is forgotten.
    if let next, next > 1 { delivered = [:] }
    self.isn = isn
    next = 1
  }

  func offset(_ sequence: Int) -> Int {
    let reference = next ?? 0
    return reference + naiveDifference(sequence, naiveModulo((isn ?? 0) + reference))
  }

  func deliver(_ byte: UInt8, at offset: Int) {
    delivered[offset] = byte
    let text = String(UnicodeScalar(byte))
    if let last = items.last, let data = last.data, last.off + data.unicodeScalars.count == offset {
      items[items.count - 1].data = data + text
    } else {
      items.append(ReassemblyCase.Item(off: offset, data: text))
    }
  }

  func gap(_ range: Range<Int>, _ why: String) {
    guard !range.isEmpty else { return }
    if let last = items.last, let gap = last.gap, last.why == why,
      last.off + gap == range.lowerBound
    {
      items[items.count - 1].gap = gap + range.count
    } else {
      items.append(ReassemblyCase.Item(off: range.lowerBound, gap: range.count, why: why))
    }
  }

  /// Where the nearest island begins.
  var island: Int? {
    held.map(\.range.lowerBound).filter { $0 > next ?? 0 }.min()
  }
}
