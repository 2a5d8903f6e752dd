import Bytes
import Packets

extension Reassembler {
  /// Takes a segment that the receiver accepts.
  mutating func accept(
    _ segment: TCPSegment, _ payload: borrowing Payload, from side: Side, offset: Int,
    at time: Timestamp, _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) {
    let flags = segment.flags
    let count = payload.wireCount
    streams[side].noteTimestamp(segment, at: offset)
    if streams[side].isReset, count > 0 || flags.contains(.fin) {
      streams[side].report(.dataAfterRST, at: offset, output: output)
    }
    if count > 0 {
      if flags.contains(.urg) {
        let last = offset + max(Int(segment.urgentPointer), 1) - 1
        streams[side].report(.urgent, at: last, output: output)
      }
      if flags.contains(.syn) {
        streams[side].holdSYNPayload(payload, at: offset, time: time, &context, output)
      } else {
        settleSYNPayload(of: side, before: offset, &context, output)
        streams[side].take(payload, at: offset, time: time, &context, output)
      }
    }
    if flags.contains(.fin) { streams[side].noteFIN(at: offset + count, output) }
    if flags.contains(.ack) { acknowledge(segment, from: side, at: time, &context, output) }
    streams[side].settleFIN(output)
    if streams[side].outOfOrder.isEmpty { streams[side].marks.remove(.hasHole) }
  }

  /// Takes what a segment says about the stream that its sender receives.
  mutating func acknowledge(
    _ segment: TCPSegment, from side: Side, at time: Timestamp,
    _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) {
    let other = side.other
    let number = SequenceNumber(segment.acknowledgementNumber)
    if !streams[other].isNumbered { streams[other].pickUp(at: number, output) }
    let offset = streams[other].offset(of: number)
    guard offset >= 0 else { return }
    streams[other].marks.insert(.acknowledgementsVisible)
    if segment.flags.contains(.syn) {
      settleSYNPayload(of: other, before: offset, &context, output)
    }
    if let probe = streams[other].probe.value, offset > probe {
      streams[other].takeProbe(at: probe, &context, output)
    }
    if offset > streams[other].acknowledged.value ?? .min {
      streams[other].acknowledged.value = offset
      streams[other].acknowledgedAt = time
    }
    moveWindow(of: other, to: offset, segment)
    streams[other].declareAcknowledgedGaps(at: time, &context, output)
  }

  /// Moves the right edge of the window that `side` may send into; it never moves back (RFC 9293,
  /// section 3.8.6).
  private mutating func moveWindow(of side: Side, to offset: Int, _ segment: TCPSegment) {
    let scaling = streams[side.other].marks.contains(.hasWindowScale)
    if streams[side.other].isMidstream, !scaling {
      // The scale was agreed on before the capture began.
      streams[side].windowEdge.value = nil
      return
    }
    let isScaled =
      scaling && !segment.flags.contains(.syn) && streams[side].marks.contains(.hasWindowScale)
    let shift = isScaled ? Int(streams[side.other].windowScale) : 0
    let edge = offset + Int(segment.window) << shift
    if edge > streams[side].windowEdge.value ?? .min { streams[side].windowEdge.value = edge }
  }

  /// Decides about data that came with the SYN (RFC 9293, section 3.4; RFC 7413): it is taken if the
  /// peer's SYN-ACK, or the sender's next data, counts it.
  private mutating func settleSYNPayload(
    of side: Side, before offset: Int, _ context: inout ReassemblyContext,
    _ output: ReassemblyOutput
  ) {
    guard let held = streams[side].synPayload.first else { return }
    streams[side].synPayload = []
    if offset >= 1 + held.wireCount {
      streams[side].takeHeld(held, at: held.offset, &context, output)
    } else {
      streams[side].report(.synDataIgnored, output: output)
    }
  }
}
