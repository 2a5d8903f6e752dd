import Bytes
import Packets

extension Connection {
  /// What became of a segment.
  enum Outcome {
    case taken
    /// A span port delivered its frame before.
    case copy
    /// It belongs to another connection of the same endpoints.
    case another(Succession)
  }

  /// Takes a segment and brings the record up to date.
  @inline(__always)
  mutating func receive(
    _ segment: TCPSegment, _ payload: borrowing Payload, tcp: Span<UInt8>, fingerprint: UInt64,
    at time: Timestamp, head: inout ConnectionHead, _ context: inout ReassemblyContext,
    _ relay: inout EventRelay, _ events: StreamEvents
  ) -> Outcome {
    let side = head.side(of: segment.source)
    let window = context.duplicateWindow(segment)
    guard !isCopy(segment, payload, fingerprint, from: side, at: time, within: window) else {
      reassembler.noteCopy(side, payload: payload.wireCount)
      return .copy
    }
    let checksum = judge(segment, tcp, from: side, &head, &context)
    let fin = reassembler.fin(of: side)
    let succession = reassembler.receive(
      segment, payload, from: side, checksum: checksum, at: time, &context
    ) { side, event in relay.pass(side, event, &head.passage, to: events) }
    if let succession { return .another(succession) }
    switch checksum {
    case .invalid: break
    default: noteHandshake(segment, from: side, &head, at: relay.stamp)
    }
    settle(segment, from: side, finBefore: fin, &head, relay)
    head.note(side, payload: payload.wireCount, at: relay.stamp, clock: time)
    return .taken
  }

  /// Takes the segment that began this connection in place of another, which admitted it.
  mutating func resume(
    _ segment: TCPSegment, _ payload: borrowing Payload, fingerprint: UInt64,
    at time: Timestamp, head: inout ConnectionHead, _ context: inout ReassemblyContext,
    _ relay: inout EventRelay, _ events: StreamEvents
  ) {
    let side = head.side(of: segment.source)
    // A copy of this frame is to be known as one.
    _ = isCopy(segment, payload, fingerprint, from: side, at: time, within: .zero)
    _ = reassembler.resume(segment, payload, from: side, at: time, &context) { side, event in
      relay.pass(side, event, &head.passage, to: events)
    }
    noteHandshake(segment, from: side, &head, at: relay.stamp)
    settle(segment, from: side, finBefore: nil, &head, relay)
    head.note(side, payload: payload.wireCount, at: relay.stamp, clock: time)
  }

  /// Takes a segment of a connection that the consumer ignores: only SYN, FIN and RST matter.
  mutating func follow(
    _ segment: TCPSegment, payload count: Int, at time: Timestamp, stamp: Stamp,
    head: inout ConnectionHead, _ context: inout ReassemblyContext
  ) -> Outcome {
    let flags = segment.flags
    let side = head.side(of: segment.source)
    if flags.contains(.syn) || flags.contains(.fin) || flags.contains(.rst),
      !segment.hasBadDataOffset
    {
      if flags.contains(.syn), !flags.contains(.fin), !flags.contains(.rst) {
        let step = reassembler.greet(segment, from: side, at: time, &context)
        if case .another(let succession) = step { return .another(succession) }
      } else if flags.contains(.rst) {
        note(.reset, of: side, at: stamp)
      } else if flags.contains(.fin) {
        note(.fin, of: side, at: stamp)
      }
      if !head.isOver, isClosed { markOver(&head, at: stamp) }
    }
    noteHandshake(segment, from: side, &head, at: stamp)
    head.note(side, payload: count, at: stamp, clock: time)
    return .taken
  }

  /// Lets time act on the holes.
  mutating func tick(
    at time: Timestamp, head: inout ConnectionHead, _ context: inout ReassemblyContext,
    _ relay: inout EventRelay, _ events: StreamEvents
  ) {
    reassembler.tick(time, &context) { side, event in
      relay.pass(side, event, &head.passage, to: events)
    }
    settleEnds(&head, relay)
  }

  /// Delivers what is held, with gaps where nothing is.
  mutating func finish(
    head: inout ConnectionHead, _ context: inout ReassemblyContext, _ relay: inout EventRelay,
    _ events: StreamEvents
  ) {
    reassembler.finish(&context) { side, event in
      relay.pass(side, event, &head.passage, to: events)
    }
    relay.finish(&head.passage, events)
    settleEnds(&head, relay)
  }

  /// Verifies the checksum of a segment; wrong ones count where one of that side was right.
  ///
  /// Captures with other addresses than they were made with have none that are right.
  @inline(__always)
  private mutating func judge(
    _ segment: TCPSegment, _ tcp: Span<UInt8>, from side: Side, _ head: inout ConnectionHead,
    _ context: inout ReassemblyContext
  ) -> ChecksumState {
    let mark: ConnectionHead.Marks = side == .client ? .clientChecksums : .serverChecksums
    let checksum = TCPChecksum.verify(segment, tcp: tcp)
    switch checksum {
    case .valid:
      context.validChecksums += 1
      head.marks.insert(mark)
    case .offloaded, .unverifiable: break
    case .invalid:
      context.invalidChecksums += 1
      guard !head.marks.contains(mark) else { break }
      reassembler.withStream(side) { $0.ledger[segments: .uncheckable] += 1 }
      return .unverifiable
    }
    return checksum
  }

  /// Whether a span port delivered this frame before.
  ///
  /// Bytes that contradict what was seen are never a copy, whatever the header says.
  @inline(__always)
  private mutating func isCopy(
    _ segment: TCPSegment, _ payload: borrowing Payload, _ fingerprint: UInt64, from side: Side,
    at time: Timestamp, within window: Interval
  ) -> Bool {
    guard fingerprints.isCopy(fingerprint, from: side, at: time, within: window) else {
      return false
    }
    guard !payload.bytes.isEmpty else { return true }
    let number = SequenceNumber(segment.sequenceNumber)
    return !reassembler.contradicts(payload.bytes, at: number, from: side)
  }
}
