import Bytes

extension OutOfOrderBuffer {
  /// Policy `first`: adds the bytes that are not there yet.
  mutating func keepFirst(_ bytes: Span<UInt8>, at range: Range<Int>) -> Insertion {
    let touched = touchedPieces(range)
    var insertion = Insertion()
    var differences: [Int] = []
    var covered = 0
    var isComplete = true
    for piece in pieces[touched] {
      let shared = piece.range.clamped(to: range)
      covered += shared.count
      let captured = captured(shared, of: bytes, at: range)
      guard piece.isKnown else {
        isComplete = isComplete && captured.isEmpty
        continue
      }
      insertion.duplicate += captured.count
      guard !captured.isEmpty else { continue }
      let held = piece.bytes.span.extracting(captured.moved(by: -piece.range.lowerBound))
      bytes.extracting(captured.moved(by: -range.lowerBound))
        .appendDifferences(from: held, at: captured.lowerBound, to: &differences)
    }
    if !isComplete || covered < range.count { fill(bytes, at: range, touched) }
    if !differences.isEmpty {
      insertion.duplicate -= differences.count
      insertion.conflicting = differences.count
      insertion.conflicts = attribute(differences, in: range)
    }
    return insertion
  }

  /// The pieces that share bytes with `range`.
  private func touchedPieces(_ range: Range<Int>) -> Range<Int> {
    let first = firstPiece { $0.upperBound > range.lowerBound }
    var last = first
    while last < pieces.count, pieces[last].range.lowerBound < range.upperBound { last += 1 }
    return first..<last
  }

  /// The first piece whose range answers true; all behind it do as well.
  private func firstPiece(where predicate: (Range<Int>) -> Bool) -> Int {
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if predicate(pieces[middle].range) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The part of `part` that was captured of a segment at `range`.
  private func captured(
    _ part: Range<Int>, of bytes: Span<UInt8>, at range: Range<Int>
  ) -> Range<Int> {
    part.clamped(to: range.lowerBound..<(range.lowerBound + bytes.count))
  }

  /// Rebuilds the touched pieces with the holes between them filled.
  private mutating func fill(
    _ bytes: Span<UInt8>, at range: Range<Int>, _ touched: Range<Int>
  ) {
    var filled: [HeldPiece] = []
    var position = range.lowerBound
    for piece in pieces[touched] {
      if position < piece.range.lowerBound {
        append(position..<piece.range.lowerBound, of: bytes, at: range, to: &filled)
      }
      let shared = piece.range.clamped(to: range)
      position = shared.upperBound
      guard !piece.isKnown else {
        filled.append(piece)
        continue
      }
      appendMissing(piece.range.lowerBound..<shared.lowerBound, to: &filled)
      append(shared, of: bytes, at: range, to: &filled)
      appendMissing(shared.upperBound..<piece.range.upperBound, to: &filled)
    }
    append(position..<range.upperBound, of: bytes, at: range, to: &filled)
    pieces.replaceSubrange(touched, with: filled)
  }

  private func append(
    _ part: Range<Int>, of bytes: Span<UInt8>, at range: Range<Int>, to pieces: inout [HeldPiece]
  ) {
    let captured = captured(part, of: bytes, at: range)
    if !captured.isEmpty {
      let copy = bytes.extracting(captured.moved(by: -range.lowerBound)).copy()
      pieces.append(HeldPiece(range: captured, bytes: copy))
    }
    appendMissing(max(part.lowerBound, range.lowerBound + bytes.count), part.upperBound, &pieces)
  }

  private func appendMissing(_ range: Range<Int>, to pieces: inout [HeldPiece]) {
    appendMissing(range.lowerBound, range.upperBound, &pieces)
  }

  private func appendMissing(_ start: Int, _ end: Int, _ pieces: inout [HeldPiece]) {
    if start < end { pieces.append(HeldPiece(range: start..<end, bytes: [])) }
  }

  /// The ranges of disagreement, one for each held segment: a byte that several hold is
  /// the first one's.
  private func attribute(_ differences: [Int], in range: Range<Int>) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var next = differences.startIndex
    for segment in segments {
      guard next < differences.endIndex, segment.range.lowerBound < range.upperBound else { break }
      // Segments are in the order of their starts, so what is left lies at or behind this start,
      // or in none of them.
      let first = next
      while next < differences.endIndex, differences[next] < segment.range.upperBound { next += 1 }
      if first < next { ranges.append(differences[first]..<(differences[next - 1] + 1)) }
    }
    return ranges
  }

  mutating func readyPieces(_ end: inout Int) -> [HeldPiece] {
    var count = 0
    while count < pieces.count, pieces[count].range.lowerBound <= end {
      end = max(end, pieces[count].range.upperBound)
      count += 1
    }
    let ready = Array(pieces[..<count])
    pieces.removeFirst(count)
    return ready
  }

  /// Drops the pieces, or parts of them, from `start` on; returns the known bytes among them.
  mutating func removePieces(from start: Int) -> Int {
    var lost = 0
    while let piece = pieces.last, piece.range.upperBound > start {
      let kept = max(0, start - piece.range.lowerBound)
      lost += piece.isKnown ? piece.range.count - kept : 0
      pieces.removeLast()
      guard kept > 0 else { continue }
      let range = piece.range.lowerBound..<start
      pieces.append(HeldPiece(range: range, bytes: Array(piece.bytes.prefix(kept))))
    }
    return lost
  }
}
