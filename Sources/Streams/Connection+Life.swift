import Bytes
import Packets

extension Connection {
  /// Takes what the reassembler made of a segment.
  @inline(__always)
  mutating func settle(
    _ segment: TCPSegment, from side: Side, finBefore: Int?, _ head: inout ConnectionHead,
    _ relay: EventRelay
  ) {
    if segment.flags.contains(.fin) {
      let fin = reassembler.fin(of: side)
      if fin != nil, fin != finBefore { announceFIN(side, at: relay.stamp) }
    }
    settleEnds(&head, relay)
  }

  /// Takes the ends of streams that the reassembler reported, and whether it waits for time to pass.
  @inline(__always)
  mutating func settleEnds(_ head: inout ConnectionHead, _ relay: EventRelay) {
    if relay.hasEnds {
      if let end = relay.clientEnd { note(end, of: .client, at: relay.stamp) }
      if let end = relay.serverEnd { note(end, of: .server, at: relay.stamp) }
      if !head.isOver, reassembler.isOver { markOver(&head, at: relay.stamp) }
    }
    if reassembler.client.isWaiting || reassembler.server.isWaiting {
      head.marks.insert(.waiting)
    } else {
      head.marks.remove(.waiting)
    }
  }

  /// Gives back what an idle connection does not need.
  mutating func trim(_ context: inout ReassemblyContext) {
    fingerprints.removeAll()
    reassembler.releaseHistory(&context)
  }

  mutating func markOver(_ head: inout ConnectionHead, at stamp: Stamp) {
    head.marks.insert(.over)
    over = stamp
  }

  /// Notes the stamps of the handshake.
  @inline(__always)
  mutating func noteHandshake(
    _ segment: TCPSegment, from side: Side, _ head: inout ConnectionHead, at stamp: Stamp
  ) {
    let flags = segment.flags
    guard !flags.contains(.syn) else {
      noteSYN(segment, from: side, &head, at: stamp)
      return
    }
    guard !head.marks.contains(.handshakeDone), side == .client else { return }
    guard flags.contains(.ack), !flags.contains(.rst), !segment.hasBadDataOffset else { return }
    head.marks.insert(.clientAnswered)
    guard head.marks.contains(.synACKSeen) else { return }
    head.marks.insert(.handshakeDone)
    handshake = stamp
  }

  private mutating func noteSYN(
    _ segment: TCPSegment, from side: Side, _ head: inout ConnectionHead, at stamp: Stamp
  ) {
    let flags = segment.flags
    guard !flags.contains(.rst), !flags.contains(.fin), !segment.hasBadDataOffset else { return }
    let number = SequenceNumber(segment.sequenceNumber)
    guard reassembler.handshake.tentative.first?.number != number else { return }
    if side == .client, !flags.contains(.ack) {
      synCount += 1
      guard !head.marks.contains(.synSeen) else { return }
      head.marks.insert(.synSeen)
      syn = stamp
    } else if side == .server, flags.contains(.ack), !head.marks.contains(.synACKSeen) {
      head.marks.insert(.synACKSeen)
      synACK = stamp
    }
  }
}
