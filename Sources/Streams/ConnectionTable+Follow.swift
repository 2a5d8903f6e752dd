import Bytes
import Packets

extension ConnectionTable {
  /// Takes a segment of a known connection.
  mutating func follow(
    _ slot: Int, _ segment: TCPSegment, _ payload: borrowing Payload, tcp: Span<UInt8>,
    at time: Timestamp, _ events: StreamEvents
  ) {
    let side = heads[slot].side(of: segment.source)
    guard !heads[slot].isIgnored else {
      followIgnored(slot, segment, payload, from: side, tcp: tcp, at: time, events)
      return
    }
    guard !isCopy(slot, segment, payload, from: side, at: time) else {
      books.duplicateFrames[side] += 1
      books.duplicateFrameBytes[side] += payload.wireCount
      let count = payload.wireCount
      bodies[slot].reassembler.streams[side].books.ledger[segments: .duplicateFrames] += 1
      bodies[slot].reassembler.streams[side].books.ledger[segments: .duplicateFrameBytes] += count
      return
    }
    let checksum = verify(segment, tcp)
    let fin = bodies[slot].reassembler.streams[side].fin.value
    var relay = EventRelay(id: id(slot), stamp: now)
    let succession = bodies[slot].reassembler.receive(
      segment, payload, from: side, checksum: checksum, at: time, &context
    ) { side, event in relay.pass(side, event, to: events) }
    if let succession {
      replace(slot, segment, payload, tcp: tcp, after: succession, at: time, events)
      return
    }
    if checksum != .invalid { noteHandshake(slot, segment, from: side) }
    settle(slot, segment, payload, from: side, finBefore: fin, relay, at: time)
  }

  /// Brings the record up to date after its reassembler took a segment.
  mutating func settle(
    _ slot: Int, _ segment: TCPSegment, _ payload: borrowing Payload, from side: Side,
    finBefore: Int?, _ relay: EventRelay, at time: Timestamp
  ) {
    heads[slot].note(side, payload: payload.wireCount, at: now, clock: time)
    books.trackedSegments[side] += 1
    books.trackedBytes[side] += payload.wireCount
    if segment.flags.contains(.fin) {
      let fin = bodies[slot].reassembler.streams[side].fin.value
      if fin != nil, fin != finBefore { bodies[slot].announceFIN(side, at: now) }
    }
    if relay.hasEnds { noteEnds(slot, relay) }
    if bodies[slot].reassembler.isWaiting {
      heads[slot].marks.insert(.waiting)
    } else {
      heads[slot].marks.remove(.waiting)
    }
    if relay.isIgnored { ignore(slot) }
  }

  /// Takes the ends of streams that a reassembler reported.
  mutating func noteEnds(_ slot: Int, _ relay: EventRelay) {
    for side in Side.allCases {
      guard let end = relay.ends[side] else { continue }
      bodies[slot].note(end, of: side, at: relay.stamp)
    }
    if !heads[slot].isOver, bodies[slot].reassembler.isOver { markOver(slot) }
  }

  func id(_ slot: Int) -> ConnectionID { ConnectionID(slot: slot, serial: heads[slot].serial) }

  func verify(_ segment: TCPSegment, _ tcp: Span<UInt8>) -> ChecksumState {
    TCPChecksum.verify(segment, tcp: tcp)
  }

  mutating func markOver(_ slot: Int) {
    heads[slot].marks.insert(.over)
    bodies[slot].over = now
  }

  /// Notes the stamps of the handshake.
  mutating func noteHandshake(_ slot: Int, _ segment: TCPSegment, from side: Side) {
    let flags = segment.flags
    guard !segment.hasBadDataOffset else { return }
    guard !flags.contains(.syn) else {
      if flags.isDisjoint(with: [.rst, .fin]) { noteSYN(slot, segment, from: side) }
      return
    }
    guard !heads[slot].marks.contains(.handshakeDone), side == .client else { return }
    guard flags.contains(.ack), !flags.contains(.rst) else { return }
    heads[slot].marks.insert(.clientAnswered)
    guard heads[slot].marks.contains(.synACKSeen) else { return }
    heads[slot].marks.insert(.handshakeDone)
    bodies[slot].handshake = now
  }

  private mutating func noteSYN(_ slot: Int, _ segment: TCPSegment, from side: Side) {
    let number = SequenceNumber(segment.sequenceNumber)
    guard bodies[slot].reassembler.tentative?.number != number else {
      bodies[slot].doubtfulSYN = now
      return
    }
    let isACK = segment.flags.contains(.ack)
    if side == .client, !isACK {
      bodies[slot].synCount += 1
      guard !heads[slot].marks.contains(.synSeen) else { return }
      heads[slot].marks.insert(.synSeen)
      bodies[slot].syn = now
    } else if side == .server, isACK, !heads[slot].marks.contains(.synACKSeen) {
      heads[slot].marks.insert(.synACKSeen)
      bodies[slot].synACK = now
    }
  }

  /// Whether a span port delivered this frame before.
  ///
  /// Bytes that contradict what was seen are never a copy, whatever the header says.
  mutating func isCopy(
    _ slot: Int, _ segment: TCPSegment, _ payload: borrowing Payload, from side: Side,
    at time: Timestamp
  ) -> Bool {
    let isBare = segment.identification == 0 && segment.timestamps == nil
    let window = isBare ? limits.bareDuplicateWindow : limits.duplicateWindow
    let fingerprint = hash.fingerprint(segment)
    guard bodies[slot].fingerprints[side].isCopy(fingerprint, at: time, within: window) else {
      return false
    }
    guard !payload.bytes.isEmpty else { return true }
    let number = SequenceNumber(segment.sequenceNumber)
    let offset = bodies[slot].reassembler.streams[side].offset(of: number)
    return !bodies[slot].reassembler.streams[side].contradicts(payload.bytes, at: offset)
  }
}
