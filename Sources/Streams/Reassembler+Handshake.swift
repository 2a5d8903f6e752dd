import Bytes
import Packets

extension Reassembler {
  /// What a SYN turned out to be.
  enum HandshakeStep {
    /// Part of this connection.
    case taken
    /// Without effect until the peer confirms it.
    case doubted
    /// The beginning of another connection.
    case another(Succession)
  }

  /// Takes a segment with the SYN flag.
  mutating func handshake(
    _ segment: TCPSegment, _ payload: borrowing Payload, from side: Side, at time: Timestamp,
    _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) -> HandshakeStep {
    let number = SequenceNumber(segment.sequenceNumber)
    let isACK = segment.flags.contains(.ack)
    if isACK, side == .server, let tentative,
      SequenceNumber(segment.acknowledgementNumber) == tentative.number + 1
    {
      return .another(Succession(confirmed: tentative))
    }
    if streams[side].isNumbered, !streams[side].isMidstream {
      guard number == streams[side].initialNumber else {
        return doubt(segment, payload, from: side, at: time, &context, output)
      }
      streams[side].report(.synRetransmit, output: output)
    } else if streams[side].isNumbered, number == streams[side].initialNumber {
      streams[side].marks.remove(.midstream)
      streams[side].report(.synLate, output: output)
    } else {
      streams[side].number(from: number)
    }
    if let scale = segment.windowScale { streams[side].announce(scale) }
    if let timestamps = segment.timestamps {
      streams[side].marks.insert(.hasTimestamp)
      streams[side].recentTimestamp = timestamps.value
    }
    if isACK {
      answer(segment, from: side, &context, output)
    } else if side == .server {
      streams[side].report(.simultaneousOpen, output: output)
    }
    return .taken
  }

  /// A SYN with another number than the stream's.
  private mutating func doubt(
    _ segment: TCPSegment, _ payload: borrowing Payload, from side: Side, at time: Timestamp,
    _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) -> HandshakeStep {
    let number = SequenceNumber(segment.sequenceNumber)
    let isACK = segment.flags.contains(.ack)
    let isFresh = streams[side].highestEnd == 0
    if side == .client, !isACK, !isSYNACKSeen, isFresh {
      // The SYN-ACK decides.
      keep(segment, payload, among: \.synCandidates, at: time, &context)
      streams[side].report(.synISNChanged, output: output)
      return .doubted
    }
    if side == .server, isACK, isFresh, streams.client.isNumbered, streams.client.highestEnd == 0,
      SequenceNumber(segment.acknowledgementNumber) == streams.client.initialNumber + 1
    {
      // The client's acknowledgement decides.
      keep(segment, Payload(Span(), wireCount: 0), among: \.synACKCandidates, at: time, &context)
      streams[side].report(.synACKISNChanged, output: output)
      return .doubted
    }
    if isOver { return .another(Succession(confirmed: nil)) }
    streams[side].report(.synInEstablished, output: output)
    tentative = TentativeSYN(side: side, number: number, windowScale: segment.windowScale)
    return .doubted
  }

  /// Remembers one of several SYNs.
  private mutating func keep(
    _ segment: TCPSegment, _ payload: borrowing Payload,
    among candidates: WritableKeyPath<Reassembler, [SYNCandidate]>, at time: Timestamp,
    _ context: inout ReassemblyContext
  ) {
    var candidate = SYNCandidate(
      number: SequenceNumber(segment.sequenceNumber), windowScale: segment.windowScale,
      timestamp: segment.timestamps?.value, payload: [])
    if payload.bytes.count > context.limits.synPayload {
      context.losses.synPayload += 1
    } else if payload.wireCount > 0 {
      candidate.payload = [HeldPayload(payload, at: 1, time: time)]
    }
    let known = self[keyPath: candidates].firstIndex { $0.number == candidate.number }
    if let known {
      self[keyPath: candidates][known] = candidate
    } else if self[keyPath: candidates].count < context.limits.handshakeCandidates {
      self[keyPath: candidates].append(candidate)
    } else {
      context.losses.handshakeCandidates += 1
    }
  }

  /// Takes what a SYN-ACK says about the stream that it answers.
  private mutating func answer(
    _ segment: TCPSegment, from side: Side,
    _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) {
    let other = side.other
    let number = SequenceNumber(segment.acknowledgementNumber)
    if !streams[other].isNumbered {
      streams[other].number(from: number - 1)
      streams[other].report(.synUnseen, output: output)
    } else if !isAnswer(number, to: other) {
      if let chosen = synCandidates.first(where: { $0.number == number - 1 }) {
        choose(chosen, for: other)
        if let held = chosen.payload.first {
          streams[other].takeHeld(held, at: held.offset, &context, output)
        }
      } else {
        streams[side].report(.synACKBadACK, output: output)
      }
    }
    isSYNACKSeen = true
    streams[other].marks.insert(.acknowledgementsVisible)
    if streams[other].windowEdge.value == nil {
      streams[other].windowEdge.value = 1 + Int(segment.window)
    }
  }

  /// Whether `number` acknowledges the SYN of `side`, with all, some or none of its data.
  private func isAnswer(_ number: SequenceNumber, to side: Side) -> Bool {
    let first = streams[side].initialNumber + 1
    guard number != first else { return true }
    guard let held = streams[side].synPayload.first else { return false }
    return (0...held.wireCount).contains(first.distance(to: number))
  }

  /// Of several SYN-ACKs the one that the client acknowledges is true.
  mutating func chooseSYNACK(_ segment: TCPSegment, from side: Side) {
    guard side == .client, !synACKCandidates.isEmpty, segment.flags.contains(.ack) else { return }
    guard streams.server.highestEnd == 0 else { return }
    let number = SequenceNumber(segment.acknowledgementNumber) - 1
    guard let chosen = synACKCandidates.first(where: { $0.number == number }) else { return }
    streams.server.number(from: chosen.number)
    streams.server.announce(chosen.windowScale)
    synACKCandidates = []
  }

  private mutating func choose(_ candidate: SYNCandidate, for side: Side) {
    streams[side].number(from: candidate.number)
    streams[side].announce(candidate.windowScale)
    if let timestamp = candidate.timestamp {
      streams[side].marks.insert(.hasTimestamp)
      streams[side].recentTimestamp = timestamp
    } else {
      streams[side].marks.remove(.hasTimestamp)
    }
  }
}
