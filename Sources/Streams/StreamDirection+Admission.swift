import Bytes
import Packets

extension StreamDirection {
  /// Whether a segment's place in the stream may be looked at at all; counts and reports it if not.
  @inline(__always)
  mutating func admits(
    _ segment: TCPSegment, _ payload: borrowing Payload, _ checksum: ChecksumState,
    _ output: ReassemblyOutput
  ) -> Bool {
    guard !segment.hasBadDataOffset else {
      refuse(payload, as: .badHeader)
      report(.badHeader, output: output)
      return false
    }
    switch checksum {
    case .valid, .unverifiable: break
    case .offloaded: noteOffload(output)
    case .invalid:
      refuse(payload, as: .badChecksum)
      report(.badChecksum, output: output)
      return false
    }
    guard segment.flags.contains(.syn) else {
      guard segment.isSigned else { return true }
      refuse(payload, as: .signature)
      report(.md5Option, output: output)
      return false
    }
    let isReset = segment.flags.contains(.rst)
    guard isReset || segment.flags.contains(.fin) else { return true }
    refuse(payload, as: .synFlags)
    report(isReset ? .synRST : .synFIN, output: output)
    return false
  }

  private mutating func noteOffload(_ output: ReassemblyOutput) {
    offloaded += 1
    guard !marks.contains(.offloadReported) else { return }
    marks.insert(.offloadReported)
    // Counted above: no ledger for what every connection has where a capture was made on a host.
    _ = output(side, .anomaly(StreamAnomaly(.checksumOffload, side)))
  }

  /// PAWS (RFC 7323, section 5.3), with Linux's slack of one tick; a RST is exempt.
  @inline(__always)
  func isOutdated(_ segment: TCPSegment) -> Bool {
    guard marks.contains(.hasTimestamp), let timestamp = segment.timestamps?.value else {
      return false
    }
    guard !segment.flags.contains(.rst), !segment.flags.contains(.syn) else { return false }
    let recent = SequenceNumber(recentTimestamp)
    return recent.distance(to: SequenceNumber(timestamp)) < -1
  }

  /// Whether an acknowledgement is of something that was sent, or may have been sent unseen.
  @inline(__always)
  func isPlausible(acknowledgement segment: TCPSegment, _ assumedWindow: Int) -> Bool {
    guard isNumbered, segment.flags.contains(.ack), !segment.flags.contains(.syn) else {
      return true
    }
    let offset = offset(of: SequenceNumber(segment.acknowledgementNumber))
    let edge = windowEdge.value ?? highestEnd + assumedWindow
    return offset >= 0 && offset <= max(highestEnd + 1, edge)
  }

  /// Whether data lies beyond what the peer ever offered to take.
  @inline(__always)
  func isBeyondWindow(_ count: Int, at offset: Int) -> Bool {
    guard count > 0, let edge = windowEdge.value else { return false }
    return offset >= edge
  }

  /// A keep-alive repeats the last byte, or has none, one before the next (RFC 9293, section 3.8.4).
  @inline(__always)
  func isKeepAlive(_ segment: TCPSegment, _ count: Int, at offset: Int) -> Bool {
    guard offset == next - 1, count <= 1, offset >= 1 || next == 1 else { return false }
    return !segment.flags.contains(.syn) && !segment.flags.contains(.fin)
  }

  /// Whether this RST of the peer answers the SYN: nothing listens there.
  func isRefused(by segment: TCPSegment, _ handshake: Handshake) -> Bool {
    guard segment.flags.contains(.ack), isNumbered, highestEnd == 0 else { return false }
    return !handshake.isSYNACKSeen
      && SequenceNumber(segment.acknowledgementNumber) == initialNumber + 1
  }
}
