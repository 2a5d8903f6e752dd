import Bytes
import Packets

extension Reassembler {
  /// Whether a segment's place in the stream may be looked at at all; counts and reports it if not.
  mutating func admits(
    _ segment: TCPSegment, _ payload: borrowing Payload, from side: Side,
    _ checksum: ChecksumState, _ output: ReassemblyOutput
  ) -> Bool {
    guard !segment.hasBadDataOffset else {
      return refuse(payload, from: side, as: .badHeader, .badHeader, output)
    }
    switch checksum {
    case .valid, .unverifiable: break
    case .invalid: return refuse(payload, from: side, as: .badChecksum, .badChecksum, output)
    case .offloaded: noteOffload(side, output)
    }
    let flags = segment.flags
    guard flags.contains(.syn) else {
      guard segment.isSigned else { return true }
      return refuse(payload, from: side, as: .signature, .md5Option, output)
    }
    if flags.contains(.rst) {
      return refuse(payload, from: side, as: .synFlags, .synRST, output)
    }
    if flags.contains(.fin) {
      return refuse(payload, from: side, as: .synFlags, .synFIN, output)
    }
    return true
  }

  /// Puts an admitted segment to its use, by what it is and where it lies.
  mutating func sort(
    _ segment: TCPSegment, _ payload: borrowing Payload, from side: Side, offset: Int,
    at time: Timestamp, _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) {
    let flags = segment.flags
    let isReset = flags.contains(.rst)
    guard !isOutdated(segment, from: side) else {
      streams[side].refuse(payload, as: .paws)
      streams[side].report(.paws, at: offset, count: payload.wireCount, output: output)
      return
    }
    let isPlausible = isPlausible(segment, from: side, context.limits.assumedWindow)
    if !isPlausible {
      streams[side].report(.badACK, output: output)
      guard isReset else {
        streams[side].refuse(payload, as: .badACK)
        return
      }
    }
    if isReset {
      streams[side].noteReset(payload, at: offset, output)
      if flags.contains(.ack), isPlausible, streams[side.other].isNumbered, streams[side].isReset {
        acknowledge(segment, from: side, at: time, &context, output)
      }
      return
    }
    if isBeyondWindow(payload.wireCount, from: side, offset: offset) {
      guard streams[side].noteProbe(payload, at: offset, time: time, output) else { return }
    } else if isKeepAlive(segment, payload.wireCount, from: side, offset: offset) {
      streams[side].noteKeepAlive(payload, at: offset, output)
    } else {
      accept(segment, payload, from: side, offset: offset, at: time, &context, output)
      return
    }
    // A probe or keep-alive: only its acknowledgement counts.
    guard flags.contains(.ack) else { return }
    acknowledge(segment, from: side, at: time, &context, output)
  }

  private mutating func refuse(
    _ payload: borrowing Payload, from side: Side, as fate: ByteFate, _ kind: AnomalyKind,
    _ output: ReassemblyOutput
  ) -> Bool {
    streams[side].refuse(payload, as: fate)
    streams[side].report(kind, output: output)
    return false
  }

  private mutating func noteOffload(_ side: Side, _ output: ReassemblyOutput) {
    streams[side].books.offloaded += 1
    guard !streams[side].marks.contains(.offloadReported) else { return }
    streams[side].marks.insert(.offloadReported)
    streams[side].report(.checksumOffload, output: output)
  }

  /// PAWS (RFC 7323, section 5.3), with Linux's slack of one tick; a RST is exempt.
  private func isOutdated(_ segment: TCPSegment, from side: Side) -> Bool {
    guard let timestamp = segment.timestamps?.value else { return false }
    guard streams[side].marks.contains(.hasTimestamp) else { return false }
    guard segment.flags.isDisjoint(with: [.rst, .syn]) else { return false }
    let recent = SequenceNumber(streams[side].recentTimestamp)
    return recent.distance(to: SequenceNumber(timestamp)) < -1
  }

  /// Whether the acknowledgement is of something that the peer sent, or may have sent unseen.
  private func isPlausible(
    _ segment: TCPSegment, from side: Side, _ assumedWindow: Int
  ) -> Bool {
    guard segment.flags.contains(.ack), !segment.flags.contains(.syn) else { return true }
    guard streams[side.other].isNumbered else { return true }
    let offset = streams[side.other].offset(of: SequenceNumber(segment.acknowledgementNumber))
    let known = streams[side.other].highestEnd
    let edge = streams[side.other].windowEdge.value ?? known + assumedWindow
    return offset >= 0 && offset <= max(known + 1, edge)
  }

  private func isBeyondWindow(_ count: Int, from side: Side, offset: Int) -> Bool {
    guard count > 0, let edge = streams[side].windowEdge.value else { return false }
    return offset >= edge
  }

  /// A keep-alive repeats the last byte, or has none, one before the next (RFC 9293, section 3.8.4).
  private func isKeepAlive(
    _ segment: TCPSegment, _ count: Int, from side: Side, offset: Int
  ) -> Bool {
    guard count <= 1, segment.flags.isDisjoint(with: [.syn, .fin]) else { return false }
    let next = streams[side].next
    return offset == next - 1 && (offset >= 1 || next == 1)
  }
}
