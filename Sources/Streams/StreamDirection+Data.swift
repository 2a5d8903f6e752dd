import Bytes

extension StreamDirection {
  /// Takes the payload of a segment that the receiver accepts.
  mutating func take(
    _ payload: borrowing Payload, at offset: Int, time: Timestamp,
    _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) {
    var bytes = payload.bytes
    var start = offset
    var end = offset + payload.wireCount
    if payload.wireCount > bytes.count {
      ledger[fate: .cut] += payload.wireCount - bytes.count
    }
    if isFinished, let fin = fin.value, end > fin {
      report(.dataAfterFIN, at: max(start, fin), count: end - max(start, fin), output: output)
      let kept = min(max(0, fin - start), bytes.count)
      ledger[fate: .beyondFIN] += bytes.count - kept
      guard kept > 0 else { return }
      bytes = bytes.extracting(first: kept)
      end = start + kept
    }
    if start < 1 { reportBeforeFirst(start..<end, captured: bytes.count, output) }
    var repeated = 0
    if start < next {
      repeated = judgeKnown(bytes, at: start..<end, output)
      if end > next {
        bytes = bytes.extracting(droppingFirst: min(next - start, bytes.count))
        start = next
      }
    }
    if end > next {
      repeated += accept(bytes, at: start..<end, time: time, &context, output)
    }
    if repeated > 0 {
      ledger[segments: .retransmitted] += 1
      ledger[segments: .retransmittedBytes] += repeated
    }
  }

  /// Takes bytes that do not begin before `next`; returns how many of them were held already.
  private mutating func accept(
    _ bytes: Span<UInt8>, at range: Range<Int>, time: Timestamp,
    _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) -> Int {
    if let probe = probe.value, range.contains(probe) { self.probe.value = nil }
    let isBehind = range.lowerBound < highestEnd
    highestEnd = max(highestEnd, range.upperBound)
    if range.lowerBound == next, range.upperBound <= outOfOrder.start ?? .max {
      if isBehind { countOvertaken(time, context.limits.reorderWindow) }
      deliver(bytes, &context, output)
      declareGap(upTo: range.upperBound, .snaplen, &context, output)
      if outOfOrder.isEmpty {
        settleFIN(output)
        return 0
      }
      drain(&context, output)
      return 0
    }
    let repeated = hold(bytes, at: range, &context, output)
    if isBehind, repeated < max(1, bytes.count) {
      countOvertaken(time, context.limits.reorderWindow)
    }
    drain(&context, output)
    enforceLimits(&context, output)
    if !outOfOrder.isEmpty, !marks.contains(.hasHole) {
      marks.insert(.hasHole)
      holeSince = time
    }
    return repeated
  }

  /// Puts bytes among those that wait; returns how many of them were there already.
  private mutating func hold(
    _ bytes: Span<UInt8>, at range: Range<Int>,
    _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) -> Int {
    let insertion = outOfOrder.insert(
      bytes, at: range, policy: context.policy, depth: context.limits.overlapDepth)
    outOfOrder.settle(&context.held)
    guard !insertion.isRefused else {
      context.losses.overlapDepth += 1
      ledger[fate: .limit] += bytes.count
      report(.outOfOrderLimit, at: range.lowerBound, count: range.count, output: output)
      return 0
    }
    for conflict in insertion.conflicts {
      report(.overlapDiff, at: conflict.lowerBound, count: conflict.count, output: output)
    }
    let repeated = insertion.duplicate + insertion.conflicting
    if repeated > 0 {
      ledger[fate: .duplicate] += insertion.duplicate
      ledger[fate: .conflicting] += insertion.conflicting
    }
    return repeated
  }

  /// Judges the part of a segment that lies before `next`: alike, different, or late for a gap.
  ///
  /// Returns how many bytes of it were known.
  private mutating func judgeKnown(
    _ bytes: Span<UInt8>, at range: Range<Int>, _ output: ReassemblyOutput
  ) -> Int {
    let start = range.lowerBound
    let first = max(start, 1)
    let known = first..<max(first, min(start + bytes.count, next))
    let (differences, late) = compare(bytes, at: start, in: known)
    if let low = differences.first, let high = differences.last {
      report(.overlapDiff, at: low, count: high - low + 1, output: output)
    }
    if let low = late.first?.lowerBound, let high = late.last?.upperBound {
      report(.lateAfterGap, at: low, count: high - low, output: output)
    } else if differences.isEmpty, range.upperBound <= next, start >= 1 {
      report(.retransmit, at: start, count: range.count, output: output)
    }
    let lateBytes = late.reduce(0) { $0 + $1.count }
    ledger[fate: .late] += lateBytes
    ledger[fate: .conflicting] += differences.count
    ledger[fate: .duplicate] += known.count - lateBytes - differences.count
    let cut = max(0, min(range.upperBound, next) - max(start + bytes.count, 1))
    return known.count - lateBytes + cut
  }

  /// Where `bytes` differ from what was delivered, and which parts of them are late for a gap.
  private func compare(
    _ bytes: Span<UInt8>, at start: Int, in known: Range<Int>
  ) -> (differences: [Int], late: [Range<Int>]) {
    var differences: [Int] = []
    var late: [Range<Int>] = []
    gaps.divide(known) { stretch in
      history.appendDifferences(of: bytes, at: start, in: stretch, to: &differences)
    } late: { part in
      late.append(part)
    }
    return (differences, late)
  }

  private mutating func reportBeforeFirst(
    _ range: Range<Int>, captured: Int, _ output: ReassemblyOutput
  ) {
    if isMidstream {
      let count = min(range.upperBound, 1) - range.lowerBound
      report(.beforeBase, at: range.lowerBound, count: count, output: output)
    } else {
      report(.beforeISN, at: range.lowerBound, output: output)
    }
    ledger[fate: .beforeBase] += min(captured, 1 - range.lowerBound)
  }

  /// Counts a segment with new bytes that came after later ones.
  private mutating func countOvertaken(_ time: Timestamp, _ window: Interval) {
    let isRecent = marks.contains(.hasHole) && time.since(holeSince) <= window
    ledger[segments: isRecent ? .outOfOrder : .recovered] += 1
  }

  /// Whether bytes that were seen before contradict these.
  func contradicts(_ bytes: Span<UInt8>, at start: Int) -> Bool {
    let first = max(start, 1)
    let known = first..<max(first, min(start + bytes.count, next))
    var (differences, _) = compare(bytes, at: start, in: known)
    outOfOrder.appendDifferences(of: bytes, at: start, to: &differences)
    return !differences.isEmpty
  }
}
