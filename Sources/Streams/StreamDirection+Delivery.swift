import Bytes

extension StreamDirection {
  /// Lends the next bytes of the stream on.
  mutating func deliver(
    _ bytes: Span<UInt8>, _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) {
    guard !bytes.isEmpty else { return }
    if output(side, .data(offset: next, bytes)) {
      delivered += bytes.count
    } else {
      ledger[segments: .withheldBytes] += bytes.count
    }
    history.append(bytes, &context)
    next += bytes.count
  }

  /// Declares that the bytes from `next` up to `end` are missing.
  mutating func declareGap(
    upTo end: Int, _ reason: GapReason,
    _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) {
    guard end > next else { return }
    let count = end - next
    ledger[gap: reason] += count
    if let forgotten = gaps.add(next..<end, limit: context.limits.declaredGaps) {
      history.forget(before: forgotten.range.upperBound - forgotten.total)
      context.losses.declaredGaps += 1
    }
    _ = output(side, .gap(offset: next, count: count, reason))
    next = end
  }

  /// Delivers what was held and is next.
  mutating func drain(_ context: inout ReassemblyContext, _ output: ReassemblyOutput) {
    if !outOfOrder.isEmpty {
      for piece in outOfOrder.removeReady(at: next) {
        if piece.isKnown {
          let known = max(0, next - piece.range.lowerBound)
          deliver(piece.bytes.span.extracting(droppingFirst: known), &context, output)
        } else {
          declareGap(upTo: piece.range.upperBound, .snaplen, &context, output)
        }
      }
      outOfOrder.settle(&context.held)
    }
    if outOfOrder.isEmpty { marks.remove(.hasHole) }
    settleFIN(output)
  }

  /// Notes a FIN whose place is `offset`.
  mutating func noteFIN(at offset: Int, _ output: ReassemblyOutput) {
    guard let known = fin.value else {
      if offset < next {
        report(.finConflict, at: offset, output: output)
      } else {
        fin.value = offset
      }
      return
    }
    guard offset != known else { return }
    report(.finConflict, at: offset, output: output)
    if !isFinished, offset > known, offset >= next { fin.value = offset }
  }

  /// Ends the stream when its FIN is next; a FIN that data ran across was none.
  mutating func settleFIN(_ output: ReassemblyOutput) {
    guard let fin = fin.value, !isFinished else { return }
    if next == fin {
      marks.insert(.finished)
      _ = output(side, .ended(.fin))
    } else if next > fin {
      report(.finConflict, at: fin, output: output)
      self.fin.value = nil
    }
  }
}
