import Bytes
import Packets

extension StreamDirection {
  /// Takes a segment of this stream's sender that is just what comes next; false, with nothing
  /// changed, where anything at all about it wants a closer look.
  ///
  /// What `receive` does with such a segment, without its questions: most segments of most captures
  /// begin where the last one ended and acknowledge what was seen ("header prediction", Jacobson
  /// and Braden, RFC 1323, appendix A).
  @inline(__always)
  mutating func takeExpected(
    _ segment: TCPSegment, _ payload: borrowing Payload, _ checksum: ChecksumState,
    peer: inout StreamDirection, _ handshake: Handshake, _ context: inout ReassemblyContext,
    _ output: ReassemblyOutput
  ) -> Bool {
    let count = payload.wireCount
    guard segment.isPlain, checksum.isGood(reportedBefore: marks.contains(.offloadReported)),
      payload.bytes.count == count, isFlowing, peer.isFlowing, highestEnd <= next,
      initialNumber + next == SequenceNumber(segment.sequenceNumber), fin.value == nil,
      handshake.synACKCandidates.isEmpty, !isOutdated(segment)
    else { return false }
    let acknowledged = peer.offset(of: SequenceNumber(segment.acknowledgementNumber))
    guard acknowledged <= peer.next,
      peer.isPlausible(acknowledgement: segment, context.limits.assumedWindow),
      count == 0 || !isBeyondWindow(count, at: next) && synPayload.isEmpty
    else { return false }
    if checksum == .offloaded { offloaded += 1 }
    noteTimestamp(segment, at: next)
    if count > 0 {
      highestEnd = next + count
      deliver(payload.bytes, &context, output)
    }
    peer.noteAcknowledgement(of: acknowledged, segment, by: marks, windowScale, context)
    return true
  }

  /// Whether the stream is open, and nothing waits: no hole, no doubt, no acknowledgement of what
  /// was not seen.
  @inline(__always)
  private var isFlowing: Bool {
    marks.contains(.numbered)
      && marks.isDisjoint(with: [.finished, .refused, .reset, .hasHole])
      && probe.value == nil && !acknowledged.isBehind(next)
  }
}

extension TCPSegment {
  /// Whether it only carries data and acknowledges.
  @inline(__always)
  fileprivate var isPlain: Bool {
    flags.contains(.ack) && flags.isDisjoint(with: [.syn, .fin, .rst, .urg]) && !hasBadDataOffset
      && !isSigned
  }
}

extension ChecksumState {
  /// Whether it says nothing against a segment, and there is nothing to report of it.
  @inline(__always)
  fileprivate func isGood(reportedBefore: Bool) -> Bool {
    switch self {
    case .valid, .unverifiable: true
    case .offloaded: reportedBefore
    case .invalid: false
    }
  }
}
