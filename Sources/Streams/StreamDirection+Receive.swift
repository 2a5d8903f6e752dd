import Bytes
import Packets

extension StreamDirection {
  /// Takes an admitted segment of this stream's sender; `peer` is the stream in return.
  mutating func receive(
    _ segment: TCPSegment, _ payload: borrowing Payload, peer: inout StreamDirection,
    _ handshake: inout Handshake, _ context: inout ReassemblyContext,
    _ output: ReassemblyOutput
  ) -> Succession? {
    let isSYN = segment.flags.contains(.syn)
    if isSYN {
      switch greet(segment, payload, peer: &peer, &handshake, &context, output) {
      case .taken: break
      case .doubted:
        refuse(payload, as: .synPayload)
        return nil
      case .another(let succession): return succession
      }
    } else if !segment.flags.contains(.ack), !segment.flags.contains(.rst) {
      refuse(payload, as: .noACKFlag)
      report(.noACKFlag, output: output)
      return nil
    }
    if !handshake.synACKCandidates.isEmpty {
      chooseSYNACK(segment, peer: &peer, &handshake)
    }
    if !isNumbered, segment.flags.contains(.rst), peer.isRefused(by: segment, handshake) {
      marks.insert(.refused)
      refuse(payload, as: .rstPayload)
      _ = output(side, .ended(.refused))
      return nil
    }
    let number = SequenceNumber(segment.sequenceNumber)
    if !isNumbered { pickUp(at: number, output) }
    let offset = offset(of: isSYN ? number + 1 : number)
    sort(segment, payload, at: offset, peer: &peer, &context, output)
    return nil
  }

  /// Puts a segment to its use, by what it is and where it lies.
  private mutating func sort(
    _ segment: TCPSegment, _ payload: borrowing Payload, at offset: Int,
    peer: inout StreamDirection, _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) {
    let isReset = segment.flags.contains(.rst)
    guard !isOutdated(segment) else {
      refuse(payload, as: .paws)
      report(.paws, at: offset, count: payload.wireCount, output: output)
      return
    }
    let isPlausible = peer.isPlausible(acknowledgement: segment, context.limits.assumedWindow)
    if !isPlausible {
      report(.badACK, output: output)
      guard isReset else {
        refuse(payload, as: .badACK)
        return
      }
    }
    if isReset {
      noteReset(payload, at: offset, output)
      guard isPlausible, peer.isNumbered, self.isReset else { return }
    } else if isBeyondWindow(payload.wireCount, at: offset) {
      guard noteProbe(payload, at: offset, output) else { return }
    } else if isKeepAlive(segment, payload.wireCount, at: offset) {
      noteKeepAlive(payload, at: offset, output)
    } else {
      accept(segment, payload, at: offset, peer: &peer, &context, output)
      return
    }
    // Of a RST, a probe or a keep-alive only the acknowledgement counts.
    guard segment.flags.contains(.ack) else { return }
    peer.acknowledge(segment, by: &self, &context, output)
  }

  /// Takes a segment that the receiver accepts.
  private mutating func accept(
    _ segment: TCPSegment, _ payload: borrowing Payload, at offset: Int,
    peer: inout StreamDirection, _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) {
    let flags = segment.flags
    let count = payload.wireCount
    noteTimestamp(segment, at: offset)
    if isReset, count > 0 || flags.contains(.fin) {
      report(.dataAfterRST, at: offset, output: output)
    }
    if count > 0 {
      if flags.contains(.urg) {
        let last = offset + max(Int(segment.urgentPointer), 1) - 1
        report(.urgent, at: last, output: output)
      }
      if flags.contains(.syn) {
        holdSYNPayload(payload, at: offset, &context, output)
      } else {
        settleSYNPayload(before: offset, &context, output)
        take(payload, at: offset, time: context.now, &context, output)
      }
    }
    if flags.contains(.fin) { noteFIN(at: offset + count, output) }
    if flags.contains(.ack) { peer.acknowledge(segment, by: &self, &context, output) }
    if !isFinished, fin.isBehind(.min) { settleFIN(output) }
    if marks.contains(.hasHole), outOfOrder.isEmpty { marks.remove(.hasHole) }
  }

  /// Takes what a segment of `receiver`'s sender says about this stream.
  private mutating func acknowledge(
    _ segment: TCPSegment, by receiver: inout StreamDirection,
    _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) {
    let number = SequenceNumber(segment.acknowledgementNumber)
    if !isNumbered { pickUp(at: number, output) }
    let offset = offset(of: number)
    guard offset >= 0 else { return }
    marks.insert(.acknowledgementsVisible)
    if segment.flags.contains(.syn) { settleSYNPayload(before: offset, &context, output) }
    if let probe = probe.value, offset > probe { takeProbe(at: probe, &context, output) }
    noteAcknowledgement(
      of: offset, segment, by: receiver.marks, receiver.windowScale, context)
    if acknowledged.isBehind(next) { declareAcknowledgedGaps(&context, output) }
  }

  /// Notes how far the receiver has come, and what more it would take.
  @inline(__always)
  mutating func noteAcknowledgement(
    of offset: Int, _ segment: TCPSegment, by receiver: Marks, _ scale: UInt8,
    _ context: borrowing ReassemblyContext
  ) {
    marks.insert(.acknowledgementsVisible)
    if offset > acknowledged.value ?? .min {
      acknowledged.value = offset
      acknowledgedAt = context.now
    }
    if let shift = windowShift(
      of: receiver, scale, isSYN: segment.flags.contains(.syn),
      infers: context.limits.infersWindowScale)
    {
      moveWindow(to: offset + Int(segment.window) << shift)
    } else {
      windowEdge.value = nil
    }
  }

  /// How far the receiver's window field is to be shifted (RFC 7323, section 2.2); nil where the
  /// capture does not show it.
  @inline(__always)
  private func windowShift(
    of receiver: Marks, _ scale: UInt8, isSYN: Bool, infers: Bool
  ) -> Int? {
    guard receiver.contains(.hasWindowScale) else {
      // Agreed on before the capture began, perhaps.
      return receiver.contains(.midstream) ? nil : 0
    }
    guard !isSYN else { return 0 }
    if marks.contains(.hasWindowScale) { return Int(scale) }
    guard infers, !marks.contains(.greeted) else { return 0 }
    // This side's SYN was not captured. A SYN-ACK with a scale answers one with a scale.
    return receiver.contains(.answered) ? Int(scale) : nil
  }

  /// Moves the right edge of the window that the receiver offers; it never moves back (RFC 9293,
  /// section 3.8.6).
  @inline(__always)
  private mutating func moveWindow(to edge: Int) {
    if edge > windowEdge.value ?? .min { windowEdge.value = edge }
  }
}
