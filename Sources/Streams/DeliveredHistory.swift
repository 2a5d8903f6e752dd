/// The last bytes delivered in one direction, to compare repeated ones with.
///
/// For dialogues: it holds at most `StreamLimits.historyBytes` (4 KiB), is allocated when the first
/// small segment is delivered, and forgets everything when a segment above
/// `StreamLimits.bulkSegment` passes, which is therefore never copied. A repeated byte that is not
/// remembered counts as alike.
struct DeliveredHistory {
  /// The `n`th delivered byte is at `n & (count - 1)`; the count is a power of 2.
  private var ring: [UInt8] = []
  /// Which delivered bytes are remembered, counted from 1 and without the gaps.
  private(set) var remembered = 1..<1

  init(ring: [UInt8] = []) { self.ring = ring }

  /// Remembers the next bytes of the stream.
  mutating func append(_ bytes: Span<UInt8>, _ context: inout ReassemblyContext) {
    let end = remembered.upperBound + bytes.count
    guard bytes.count <= context.limits.bulkSegment else {
      context.losses.history += remembered.count
      remembered = end..<end
      return
    }
    reserve(end - remembered.lowerBound, &context)
    guard bytes.count <= ring.count else {
      remembered = end..<end
      return
    }
    let start = max(remembered.lowerBound, end - ring.count)
    context.losses.history += start - remembered.lowerBound
    store(bytes, at: remembered.upperBound)
    remembered = start..<end
  }

  /// Forgets what was delivered before the `number`th byte.
  mutating func forget(before number: Int) {
    let start = min(max(number, remembered.lowerBound), remembered.upperBound)
    remembered = start..<remembered.upperBound
  }

  /// Starts anew with the first byte and keeps nothing.
  mutating func restart() { remembered = 1..<1 }

  /// Gives the memory back.
  mutating func release(_ context: inout ReassemblyContext) {
    context.history -= ring.count
    ring = []
    remembered = remembered.upperBound..<remembered.upperBound
  }

  /// Appends the offsets in `stretch` where `bytes`, whose first one is at `start`, differ from what
  /// was delivered.
  func appendDifferences(
    of bytes: Span<UInt8>, at start: Int, in stretch: DeclaredGaps.Stretch,
    to offsets: inout [Int]
  ) {
    var rest = stretch.range.moved(by: -stretch.skipped).clamped(to: remembered)
    while !rest.isEmpty {
      let place = rest.lowerBound & (ring.count - 1)
      let count = min(rest.count, ring.count - place)
      let known = ring.span.extracting(place..<(place + count))
      let offset = rest.lowerBound + stretch.skipped
      bytes.extracting((offset - start)..<(offset - start + count))
        .appendDifferences(from: known, at: offset, to: &offsets)
      rest = (rest.lowerBound + count)..<rest.upperBound
    }
  }

  private mutating func store(_ bytes: Span<UInt8>, at number: Int) {
    let place = number & (ring.count - 1)
    let first = min(bytes.count, ring.count - place)
    var cells = ring.mutableSpan
    for index in 0..<first { cells[place + index] = bytes[index] }
    for index in first..<bytes.count { cells[index - first] = bytes[index] }
  }

  /// Grows the ring to hold `count` bytes, as far as the limits allow.
  private mutating func reserve(_ count: Int, _ context: inout ReassemblyContext) {
    let most = context.historyCapacity
    guard count > ring.count, ring.count < most else { return }
    var size = max(ring.count, min(256, most))
    while size < count, size < most { size = min(size * 4, most) }
    guard context.history + size - ring.count <= context.limits.tableHistoryBytes else {
      context.losses.tableHistory += count - ring.count
      return
    }
    context.history += size - ring.count
    var grown = DeliveredHistory(ring: [UInt8](repeating: 0, count: size))
    var number = remembered.lowerBound
    while number < remembered.upperBound {
      let place = number & (ring.count - 1)
      let run = min(remembered.upperBound - number, ring.count - place)
      grown.store(ring.span.extracting(place..<(place + run)), at: number)
      number += run
    }
    ring = grown.ring
  }
}
