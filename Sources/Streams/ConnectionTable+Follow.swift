import Bytes
import Packets

extension ConnectionTable {
  /// Takes a segment of a known connection, with its frame's fingerprint.
  mutating func follow(
    _ slot: Int, _ segment: TCPSegment, _ payload: borrowing Payload, _ fingerprint: UInt64,
    tcp: Span<UInt8>, at time: Timestamp, _ events: StreamEvents
  ) {
    lastSlot = slot
    let side = heads[slot].side(of: segment.source)
    let count = payload.wireCount
    let outcome: Connection.Outcome
    if heads[slot].isIgnored {
      outcome = bodies[slot].follow(
        segment, payload: count, at: time, stamp: now, head: &heads[slot], &context)
      if case .taken = outcome {
        books.ignoredSegments.add(1, to: side)
        books.ignoredBytes.add(count, to: side)
      }
    } else {
      var relay = EventRelay(id: id(slot), stamp: now)
      outcome = bodies[slot].receive(
        segment, payload, tcp: tcp, fingerprint: fingerprint, at: time, head: &heads[slot],
        &context, &relay, events)
      if case .taken = outcome { track(slot, count, from: side, relay) }
    }
    switch outcome {
    case .taken: break
    case .copy:
      books.duplicateFrames.add(1, to: side)
      books.duplicateFrameBytes.add(count, to: side)
    case .another(let succession):
      replace(slot, segment, payload, tcp: tcp, after: succession, at: time, events)
    }
  }

  /// Counts a segment that a connection took, and heeds what the consumer said.
  @inline(__always)
  mutating func track(_ slot: Int, _ count: Int, from side: Side, _ relay: EventRelay) {
    books.trackedSegments.add(1, to: side)
    books.trackedBytes.add(count, to: side)
    if relay.isIgnored { ignore(slot) }
    if heads[slot].marks.contains(.waiting) { hasten(slot) }
  }

  @inline(__always)
  func id(_ slot: Int) -> ConnectionID { ConnectionID(slot: slot, serial: heads[slot].serial) }
}
