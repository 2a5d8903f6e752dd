/// The segments of one direction that came before what lies in front of them.
///
/// Under policy `first` their bytes are non-overlapping pieces, each byte copied once: one byte
/// 60,000 ahead costs a byte and a fixed overhead, and a repeated segment only its bounds. The
/// other policies let the bounds of the copies decide, so they keep every copy. What the limits
/// count are the segments as they came, under every policy.
struct OutOfOrderBuffer {
  /// By start, of equal starts the longest first, of equal ones as they came.
  private(set) var segments: [HeldSegment] = []
  /// Ascending and disjoint; only under `first`.
  var pieces: [HeldPiece] = []
  /// The lengths of all segments; bytes that came twice count twice.
  private(set) var byteCount = 0
  /// Captured bytes that are held, each counted once.
  private(set) var knownBytes = 0
  /// What the table was charged for this buffer.
  private var charged = 0

  var isEmpty: Bool { segments.isEmpty }

  /// Where the first held byte is.
  var start: Int? { segments.first?.range.lowerBound }

  /// Behind the last held byte.
  var end: Int? { segments.lazy.map(\.range.upperBound).max() }

  /// Takes a segment of which `bytes` were captured, and says what was known of it.
  mutating func insert(
    _ bytes: Span<UInt8>, at range: Range<Int>, policy: OverlapPolicy, depth: Int
  ) -> Insertion {
    var copy: SegmentCopy?
    let insertion =
      switch policy {
      case .first: keepFirst(bytes, at: range)
      default: keepCopy(bytes, at: range, policy: policy, depth: depth, &copy)
      }
    guard !insertion.isRefused else { return insertion }
    segments.insert(HeldSegment(range: range, copy: copy), at: position(of: range))
    byteCount += range.count
    knownBytes += bytes.count - insertion.duplicate - insertion.conflicting
    return insertion
  }

  /// Removes what follows on the byte before `next` without a hole, in order.
  mutating func removeReady(at next: Int) -> [HeldPiece] {
    guard let start, start <= next else { return [] }
    var end = next
    let ready = pieces.isEmpty ? readyCopies(&end) : readyPieces(&end)
    let count = segments.prefix { $0.range.lowerBound <= end }.count
    for segment in segments[..<count] { byteCount -= segment.range.count }
    segments.removeFirst(count)
    for piece in ready { knownBytes -= piece.bytes.count }
    return ready
  }

  /// Removes the segment that starts farthest ahead, of several the longest.
  ///
  /// Returns where it lay and how many captured bytes are lost with it: those that no other
  /// segment holds.
  mutating func removeFarthest() -> (range: Range<Int>, lost: Int)? {
    guard let last = segments.last else { return nil }
    // Equal starts are together at the end.
    var index = segments.count - 1
    while index > 0, segments[index - 1].range.lowerBound == last.range.lowerBound { index -= 1 }
    let farthest = segments.remove(at: index)
    byteCount -= farthest.range.count
    // The others start no later, so what they hold of it is its beginning.
    let kept = max(end ?? 0, farthest.range.lowerBound)
    var lost = 0
    if let copy = farthest.copy {
      let from = min(kept, farthest.range.upperBound) - farthest.range.lowerBound
      for index in from..<farthest.range.count where copy.isKnown(index) { lost += 1 }
    } else {
      lost = removePieces(from: kept)
    }
    knownBytes -= lost
    return (farthest.range, lost)
  }

  /// Appends the offsets where `bytes` differ from what is held.
  func appendDifferences(
    of bytes: Span<UInt8>, at start: Int, to offsets: inout [Int]
  ) {
    let range = start..<(start + bytes.count)
    for piece in pieces where piece.isKnown {
      let shared = piece.range.clamped(to: range)
      guard !shared.isEmpty else { continue }
      let held = piece.bytes.span.extracting(shared.moved(by: -piece.range.lowerBound))
      bytes.extracting(shared.moved(by: -start))
        .appendDifferences(from: held, at: shared.lowerBound, to: &offsets)
    }
    for segment in segments {
      guard let copy = segment.copy else { break }
      for offset in segment.range.clamped(to: range) {
        let index = offset - segment.range.lowerBound
        if copy.isKnown(index), copy.bytes[index] != bytes[offset - start] {
          offsets.append(offset)
        }
      }
    }
  }

  /// Drops everything.
  mutating func removeAll() {
    segments = []
    pieces = []
    byteCount = 0
    knownBytes = 0
  }

  /// Brings the table's account of held memory up to date: the bytes, and 64 for each segment.
  mutating func settle(_ total: inout Int) {
    let cost = byteCount + 64 * segments.count
    total += cost - charged
    charged = cost
  }

  /// Takes the copy of a held segment out, so that changing it copies nothing.
  mutating func takeCopy(at index: Int) -> SegmentCopy? {
    let copy = segments[index].copy
    segments[index].copy = nil
    return copy
  }

  mutating func putCopy(_ copy: SegmentCopy, at index: Int) { segments[index].copy = copy }

  /// Where a segment of these bounds belongs: behind those that are equal to it.
  private func position(of range: Range<Int>) -> Int {
    var low = 0
    var high = segments.count
    while low < high {
      let middle = (low + high) / 2
      let other = segments[middle].range
      let isBefore =
        other.lowerBound != range.lowerBound
        ? other.lowerBound < range.lowerBound : other.upperBound >= range.upperBound
      if isBefore { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
