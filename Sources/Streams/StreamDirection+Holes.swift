import Bytes

extension StreamDirection {
  /// Lets the passing of time act: declares the holes whose time is up.
  @inline(__always)
  mutating func tick(_ context: inout ReassemblyContext, _ output: ReassemblyOutput) {
    if acknowledged.isBehind(next) { declareAcknowledgedGaps(&context, output) }
    if marks.contains(.hasHole) { expireHole(&context, output) }
  }

  /// Gives a hole up that is too old, where nobody can be seen to acknowledge.
  private mutating func expireHole(
    _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) {
    guard !marks.contains(.acknowledgementsVisible) else { return }
    guard let island = outOfOrder.start else { return }
    guard context.now.since(holeSince) >= context.limits.holeTimeout else { return }
    skip(to: island, .timeout, &context, output)
    if marks.contains(.hasHole) { holeSince = context.now }
  }

  /// Declares the holes that the peer's acknowledgement proves, after the time of grace; at the end
  /// of the stream at once.
  mutating func declareAcknowledgedGaps(
    atEnd: Bool = false, _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) {
    while let acknowledged = acknowledged.value, acknowledged > next, !isFinished {
      // The FIN takes one sequence number that is not a byte.
      let isFIN = fin.value.map { acknowledged == $0 + 1 } ?? false
      let end = isFIN ? acknowledged - 1 : acknowledged
      guard end > next else { return }
      let age = context.now.since(acknowledgedAt)
      guard atEnd || age >= context.limits.acknowledgementGrace else { return }
      skip(to: min(end, outOfOrder.start ?? end), .acknowledged, &context, output)
    }
  }

  /// Gives a hole up.
  mutating func skip(
    to end: Int, _ reason: GapReason,
    _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) {
    declareGap(upTo: end, reason, &context, output)
    drain(&context, output)
  }

  /// Refuses the farthest segments while more is held than the limits allow, or, where nobody can be
  /// seen to acknowledge, gives the nearest holes up.
  mutating func enforceLimits(_ context: inout ReassemblyContext, _ output: ReassemblyOutput) {
    while let island = outOfOrder.start {
      let isOver =
        outOfOrder.segments.count > context.limits.outOfOrderSegments
        || outOfOrder.byteCount > context.limits.outOfOrderBytes
      guard isOver || context.held > context.limits.tableOutOfOrderBytes else { return }
      if isOver { context.losses.outOfOrder += 1 } else { context.losses.tableOutOfOrder += 1 }
      guard marks.contains(.acknowledgementsVisible) else {
        skip(to: island, .limit, &context, output)
        continue
      }
      guard let (range, lost) = outOfOrder.removeFarthest() else { return }
      outOfOrder.settle(&context.held)
      ledger[fate: .limit] += lost
      report(.outOfOrderLimit, at: range.lowerBound, count: range.count, output: output)
    }
  }

  /// Delivers everything that is held, with gaps where nothing is: the stream is over.
  mutating func flush(_ context: inout ReassemblyContext, _ output: ReassemblyOutput) {
    guard isNumbered else { return }
    declareAcknowledgedGaps(atEnd: true, &context, output)
    while let island = outOfOrder.start {
      skip(to: island, .end, &context, output)
      declareAcknowledgedGaps(atEnd: true, &context, output)
    }
    if let fin = fin.value, !isFinished, fin > next { skip(to: fin, .end, &context, output) }
    drain(&context, output)
  }

  /// Gives up everything that is held or remembered; the consumer ignores the connection.
  mutating func release(_ context: inout ReassemblyContext) {
    ledger[fate: .ignored] += outOfOrder.knownBytes
    outOfOrder.removeAll()
    outOfOrder.settle(&context.held)
    history.release(&context)
    gaps.removeAll()
    synPayload = []
    marks.remove(.hasHole)
  }
}
