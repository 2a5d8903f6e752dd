import Bytes
import Packets

/// One of several different SYNs, or SYN-ACKs, of one handshake; the peer's answer decides.
struct SYNCandidate {
  var number: SequenceNumber
  var windowScale: UInt8?
  var timestamp: UInt32?
  /// At most one element.
  var payload: [HeldPayload] = []

  init(
    _ segment: TCPSegment, _ payload: borrowing Payload, _ context: inout ReassemblyContext
  ) {
    number = SequenceNumber(segment.sequenceNumber)
    windowScale = segment.windowScale
    timestamp = segment.timestamps?.value
    if payload.bytes.count > context.limits.synPayload {
      context.losses.synPayload += 1
    } else if payload.wireCount > 0 {
      self.payload = [HeldPayload(payload, at: 1, time: context.now)]
    }
  }

  /// Adds it to the others, in the place of one with the same number.
  func join(_ candidates: inout [SYNCandidate], _ context: inout ReassemblyContext) {
    if let known = candidates.firstIndex(where: { $0.number == number }) {
      candidates[known] = self
    } else if candidates.count < context.limits.handshakeCandidates {
      candidates.append(self)
    } else {
      context.losses.handshakeCandidates += 1
    }
  }
}
