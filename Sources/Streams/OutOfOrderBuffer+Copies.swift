extension OutOfOrderBuffer {
  /// The policies that look at bounds: settles every shared byte with every held copy of it.
  mutating func keepCopy(
    _ bytes: Span<UInt8>, at range: Range<Int>, policy: OverlapPolicy, depth: Int,
    _ kept: inout SegmentCopy?
  ) -> Insertion {
    var insertion = Insertion()
    guard overlap(with: range) <= range.count * min(max(1, depth), 1 << 16) else {
      insertion.isRefused = true
      return insertion
    }
    var copy = SegmentCopy(bytes, count: range.count)
    var marks = [Mark](repeating: .new, count: bytes.count)
    for index in segments.indices {
      let held = segments[index].range
      guard held.lowerBound < range.upperBound else { break }
      let shared = held.clamped(to: range)
      guard !shared.isEmpty else { continue }
      let conflict = settle(
        &copy, at: range.lowerBound, with: index, in: shared,
        replacing: policy.replaces(held, with: range), &marks)
      if let conflict { insertion.conflicts.append(conflict) }
    }
    for mark in marks {
      if mark == .duplicate { insertion.duplicate += 1 }
      if mark == .conflicting { insertion.conflicting += 1 }
    }
    kept = copy
    return insertion
  }

  private enum Mark {
    case new
    case duplicate
    case conflicting
  }

  /// How many bytes the held segments share with `range`, counted as often as they are held.
  private func overlap(with range: Range<Int>) -> Int {
    var count = 0
    for segment in segments {
      guard segment.range.lowerBound < range.upperBound else { break }
      count += segment.range.clamped(to: range).count
    }
    return count
  }

  /// Makes the new copy and a held one agree, byte by byte; a missing byte takes the other's value.
  ///
  /// Returns the range from the first to the last byte on which they disagreed.
  private mutating func settle(
    _ copy: inout SegmentCopy, at start: Int, with index: Int, in shared: Range<Int>,
    replacing: Bool, _ marks: inout [Mark]
  ) -> Range<Int>? {
    guard var held = takeCopy(at: index) else { return nil }
    var conflict: Range<Int>?
    for offset in shared {
      let new = offset - start
      let old = offset - segments[index].range.lowerBound
      switch (copy.isKnown(new), held.isKnown(old)) {
      case (false, false): continue
      case (false, true): copy.set(new, to: held.bytes[old])
      case (true, false): held.set(old, to: copy.bytes[new])
      case (true, true):
        let differs = copy.bytes[new] != held.bytes[old]
        if differs { conflict = (conflict?.lowerBound ?? offset)..<(offset + 1) }
        if new < marks.count, marks[new] != .conflicting {
          marks[new] = differs ? .conflicting : .duplicate
        }
        if replacing {
          held.set(old, to: copy.bytes[new])
        } else {
          copy.set(new, to: held.bytes[old])
        }
      }
    }
    putCopy(held, at: index)
    return conflict
  }

  /// The held copies that follow on `end`, each byte from the first copy that reaches it.
  func readyCopies(_ end: inout Int) -> [HeldPiece] {
    var ready: [HeldPiece] = []
    for segment in segments {
      guard segment.range.lowerBound <= end else { break }
      guard segment.range.upperBound > end, let copy = segment.copy else { continue }
      let start = segment.range.lowerBound
      ready += copy.pieces(from: end - start, at: start)
      end = segment.range.upperBound
    }
    return ready
  }
}
