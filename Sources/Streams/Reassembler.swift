package import Bytes
package import Packets

/// The two streams of one TCP connection, put together from its segments.
///
/// Passive and eager: bytes are lent on as soon as everything before them was, and never change
/// afterwards. Nothing is lost silently: every byte known to have existed is delivered, inside a
/// declared gap, or counted under an anomaly. A segment that the receiver must refuse never
/// reaches the stream (RFC 9293, section 3.10.7; RFC 5961; RFC 7323).
package struct Reassembler {
  package internal(set) var streams = PerSide(
    client: StreamDirection(side: .client), server: StreamDirection(side: .server))
  var isSYNACKSeen = false
  /// The SYN in doubt, if any.
  var tentative: TentativeSYN?
  /// The client's SYNs besides the first, by number; at most `StreamLimits.handshakeCandidates`.
  var synCandidates: [SYNCandidate] = []
  /// The server's SYN-ACKs besides the first; as `synCandidates`.
  var synACKCandidates: [SYNCandidate] = []

  package init() {}

  /// The connection that a segment begins in place of an older one.
  package init(after succession: Succession) {
    guard let syn = succession.confirmed else { return }
    streams[syn.side].number(from: syn.number)
    streams[syn.side].announce(syn.windowScale)
  }

  /// Whether both sides sent their FIN, or one a RST that counts.
  package var isOver: Bool {
    (streams.client.isFinished && streams.server.isFinished)
      || streams.client.isReset || streams.server.isReset
  }

  /// Whether time may turn a hole into a gap.
  var isWaiting: Bool { streams.client.isWaiting || streams.server.isWaiting }

  /// Takes a segment that `side` sent.
  ///
  /// Returns a succession if it begins another connection; it is not part of this one then.
  package mutating func receive(
    _ segment: TCPSegment, _ payload: borrowing Payload, from side: Side,
    checksum: ChecksumState, at time: Timestamp,
    _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) -> Succession? {
    tick(time, &context, output)
    guard admits(segment, payload, from: side, checksum, output) else { return nil }
    return resume(segment, payload, from: side, at: time, &context, output)
  }

  /// Lets the passing of time act.
  package mutating func tick(
    _ time: Timestamp, _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) {
    streams.client.tick(time, &context, output)
    streams.server.tick(time, &context, output)
  }

  /// Takes a segment that was admitted: the rest of `receive`.
  package mutating func resume(
    _ segment: TCPSegment, _ payload: borrowing Payload, from side: Side, at time: Timestamp,
    _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) -> Succession? {
    let isSYN = segment.flags.contains(.syn)
    if isSYN {
      switch handshake(segment, payload, from: side, at: time, &context, output) {
      case .taken: break
      case .doubted:
        streams[side].refuse(payload, as: .synPayload)
        return nil
      case .another(let succession): return succession
      }
    } else if segment.flags.isDisjoint(with: [.ack, .rst]) {
      streams[side].refuse(payload, as: .noACKFlag)
      streams[side].report(.noACKFlag, output: output)
      return nil
    }
    chooseSYNACK(segment, from: side)
    if refuses(segment, from: side) {
      streams[side].marks.insert(.refused)
      streams[side].refuse(payload, as: .rstPayload)
      _ = output(side, .ended(.refused))
      return nil
    }
    let number = SequenceNumber(segment.sequenceNumber)
    if !streams[side].isNumbered { streams[side].pickUp(at: number, output) }
    let offset = streams[side].offset(of: isSYN ? number + 1 : number)
    sort(segment, payload, from: side, offset: offset, at: time, &context, output)
    return nil
  }

  /// The connection is over or the capture is: delivers what is held, with gaps where nothing is.
  package mutating func finish(
    _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) {
    streams.client.flush(&context, output)
    streams.server.flush(&context, output)
  }

  /// Whether this is the RST that answers the SYN: nothing listens there.
  private func refuses(_ segment: TCPSegment, from side: Side) -> Bool {
    let other = streams[side.other]
    guard segment.flags.isSuperset(of: [.rst, .ack]), !streams[side].isNumbered else {
      return false
    }
    guard other.isNumbered, !isSYNACKSeen, other.highestEnd == 0 else { return false }
    return SequenceNumber(segment.acknowledgementNumber) == other.initialNumber + 1
  }
}
