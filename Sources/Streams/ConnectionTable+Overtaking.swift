import Bytes
import Packets

extension ConnectionTable {
  /// Keeps a segment back that answers what the capture has not shown yet; false when it does not.
  @inline(__always)
  mutating func holdsBack(
    _ slot: Int, _ segment: TCPSegment, _ tcp: Span<UInt8>, at stamp: Stamp
  ) -> Bool {
    guard answersUnseen(slot, segment) else { return false }
    return hold(slot, segment, tcp, at: stamp)
  }

  @inline(never)
  private mutating func hold(
    _ slot: Int, _ segment: TCPSegment, _ tcp: Span<UInt8>, at stamp: Stamp
  ) -> Bool {
    guard overtaking.count(in: slot) < limits.overtakingSegments,
      overtaking.count < limits.tableOvertakingSegments
    else {
      context.losses.overtaking += 1
      return false
    }
    overtaking.hold(OvertakingSegment(segment: segment, tcp: tcp.copy(), stamp: stamp), in: slot)
    return true
  }

  /// Whether a segment acknowledges bytes, or a FIN, of the peer that were not captured so far.
  ///
  /// Every segment is asked. Were it a call, the table would be copied to make it.
  @inline(__always)
  private func answersUnseen(_ slot: Int, _ segment: TCPSegment) -> Bool {
    guard segment.payloadWireCount > 0 || segment.flags.contains(.fin),
      segment.flags.contains(.ack), segment.flags.isDisjoint(with: [.syn, .rst]),
      !heads[slot].isIgnored
    else { return false }
    let side = heads[slot].side(of: segment.source)
    guard heads[slot].segments[side.other] > 0 else { return false }
    return bodies[slot].reassembler.isAhead(
      SequenceNumber(segment.acknowledgementNumber), of: side.other)
  }

  /// Whether what waits in a slot shall go on waiting after this segment was taken.
  ///
  /// It does only while nothing came from the peer but what lies before the bytes it waits for.
  @inline(__always)
  func waits(_ slot: Int, for segment: TCPSegment) -> Bool {
    guard overtaking.count(in: slot) > 0 else { return true }
    return overtaking.source(in: slot) == segment.source
      && overtaking.count(in: slot) < limits.overtakingSegments
  }

  /// Takes the segments that waited for what has just come, or for what never will.
  mutating func releaseOvertaking(_ slot: Int, at time: Timestamp, _ events: StreamEvents) {
    let latest = now
    for held in overtaking.release(slot) {
      now = held.stamp
      context.stamp = held.stamp
      let start = min(max(0, held.segment.headerLength), held.tcp.count)
      let payload = Payload(
        held.tcp.span.extracting(start...), wireCount: held.segment.payloadWireCount)
      let fingerprint = hash.fingerprint(held.segment)
      follow(slot, held.segment, payload, fingerprint, tcp: held.tcp.span, at: time, events)
    }
    now = latest
    context.stamp = latest
  }
}
