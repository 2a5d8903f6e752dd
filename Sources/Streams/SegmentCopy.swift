import Bytes

/// The bytes of one held segment under the policies that keep every copy.
struct SegmentCopy {
  private(set) var bytes: [UInt8]
  /// Which of them are known, where the snap length cut some off; empty when all are.
  private var known: [Bool]

  init(_ captured: Span<UInt8>, count: Int) {
    bytes = captured.copy()
    known = []
    guard captured.count < count else { return }
    known = Array(repeating: true, count: captured.count)
    known.append(contentsOf: repeatElement(false, count: count - captured.count))
    bytes.append(contentsOf: repeatElement(0, count: count - captured.count))
  }

  func isKnown(_ index: Int) -> Bool { known.isEmpty || known[index] }

  mutating func set(_ index: Int, to byte: UInt8) {
    bytes[index] = byte
    if !known.isEmpty { known[index] = true }
  }

  /// The runs of known and of missing bytes from `index` on; `start` is the offset of the first byte.
  func pieces(from index: Int, at start: Int) -> [HeldPiece] {
    var pieces: [HeldPiece] = []
    var from = index
    while from < bytes.count {
      var end = from + 1
      while end < bytes.count, isKnown(end) == isKnown(from) { end += 1 }
      let content = isKnown(from) ? Array(bytes[from..<end]) : []
      pieces.append(HeldPiece(range: (start + from)..<(start + end), bytes: content))
      from = end
    }
    return pieces
  }
}
