import Bytes
import Packets

extension StreamDirection {
  /// Takes a SYN of this stream's sender.
  mutating func greet(
    _ segment: TCPSegment, _ payload: borrowing Payload, peer: inout StreamDirection,
    _ handshake: inout Handshake, _ context: inout ReassemblyContext,
    _ output: ReassemblyOutput
  ) -> HandshakeStep {
    let number = SequenceNumber(segment.sequenceNumber)
    let isACK = segment.flags.contains(.ack)
    if isACK, side == .server, let tentative = handshake.tentative.first,
      SequenceNumber(segment.acknowledgementNumber) == tentative.number + 1
    {
      return .another(Succession(confirmed: tentative))
    }
    if isNumbered, !isMidstream {
      guard number == initialNumber else {
        return doubt(segment, payload, peer: peer, &handshake, &context, output)
      }
      report(.synRetransmit, output: output)
    } else if begins(with: number) {
      marks.remove(.midstream)
      report(.synLate, output: output)
    } else {
      self.number(from: number)
    }
    marks.insert(isACK ? [.greeted, .answered] : .greeted)
    if let scale = segment.windowScale { announce(scale) }
    if let timestamps = segment.timestamps {
      marks.insert(.hasTimestamp)
      recentTimestamp = timestamps.value
    }
    if isACK {
      answer(segment, peer: &peer, &handshake, &context, output)
    } else if side == .server {
      report(.simultaneousOpen, output: output)
    }
    return .taken
  }

  /// Of several SYN-ACKs the one that the client acknowledges is true.
  mutating func chooseSYNACK(
    _ segment: TCPSegment, peer: inout StreamDirection, _ handshake: inout Handshake
  ) {
    guard side == .client, segment.flags.contains(.ack), peer.highestEnd == 0 else { return }
    let number = SequenceNumber(segment.acknowledgementNumber) - 1
    let chosen = handshake.synACKCandidates.first { $0.number == number }
    guard let chosen else { return }
    peer.number(from: chosen.number)
    peer.announce(chosen.windowScale)
    handshake.synACKCandidates = []
  }

  /// A SYN with another number than the stream's.
  private mutating func doubt(
    _ segment: TCPSegment, _ payload: borrowing Payload, peer: StreamDirection,
    _ handshake: inout Handshake, _ context: inout ReassemblyContext,
    _ output: ReassemblyOutput
  ) -> HandshakeStep {
    let isACK = segment.flags.contains(.ack)
    let isFresh = highestEnd == 0
    if side == .client, !isACK, !handshake.isSYNACKSeen, isFresh {
      // The SYN-ACK decides.
      let candidate = SYNCandidate(segment, payload, &context)
      candidate.join(&handshake.synCandidates, &context)
      report(.synISNChanged, output: output)
      return .doubted
    }
    if side == .server, isACK, isFresh, peer.isNumbered, peer.highestEnd == 0,
      SequenceNumber(segment.acknowledgementNumber) == peer.initialNumber + 1
    {
      // The client's acknowledgement decides.
      let candidate = SYNCandidate(segment, Payload(Span(), wireCount: 0), &context)
      candidate.join(&handshake.synACKCandidates, &context)
      report(.synACKISNChanged, output: output)
      return .doubted
    }
    if isFinished && peer.isFinished || isReset || peer.isReset {
      return .another(Succession(confirmed: nil))
    }
    report(.synInEstablished, output: output)
    handshake.tentative = [
      TentativeSYN(
        side: side, number: SequenceNumber(segment.sequenceNumber),
        windowScale: segment.windowScale, stamp: context.stamp)
    ]
    return .doubted
  }

  /// Takes what a SYN-ACK says about the stream that it answers.
  private mutating func answer(
    _ segment: TCPSegment, peer: inout StreamDirection, _ handshake: inout Handshake,
    _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) {
    let number = SequenceNumber(segment.acknowledgementNumber)
    if !peer.isNumbered {
      peer.number(from: number - 1)
      peer.report(.synUnseen, output: output)
    } else if !peer.isAnswered(by: number) {
      if let chosen = handshake.synCandidates.first(where: { $0.number == number - 1 }) {
        peer.begin(with: chosen, &context, output)
      } else {
        report(.synACKBadACK, output: output)
      }
    }
    handshake.isSYNACKSeen = true
    peer.marks.insert(.acknowledgementsVisible)
    if peer.windowEdge.value == nil { peer.windowEdge.value = 1 + Int(segment.window) }
  }

  /// Whether `number` acknowledges the SYN, with all, some or none of its data.
  private func isAnswered(by number: SequenceNumber) -> Bool {
    let first = initialNumber + 1
    guard number != first else { return true }
    guard let held = synPayload.first else { return false }
    return (0...held.wireCount).contains(first.distance(to: number))
  }

  /// Of several SYNs this one turned out to be the true one.
  private mutating func begin(
    with candidate: SYNCandidate, _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) {
    number(from: candidate.number)
    marks.insert(.greeted)
    announce(candidate.windowScale)
    if let timestamp = candidate.timestamp {
      marks.insert(.hasTimestamp)
      recentTimestamp = timestamp
    } else {
      marks.remove(.hasTimestamp)
    }
    if let held = candidate.payload.first { takeHeld(held, &context, output) }
  }
}
