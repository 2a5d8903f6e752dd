import Bytes

extension StreamDirection {
  /// Notes a RST; it never discards bytes, and counts only where the peer would believe it: at the
  /// next expected byte, behind the last buffered one, or at the last acknowledged one (RFC 5961,
  /// section 3, and what Linux adds to it).
  mutating func noteReset(
    _ payload: borrowing Payload, at offset: Int, _ output: ReassemblyOutput
  ) {
    if payload.wireCount > 0 {
      refuse(payload, as: .rstPayload)
      report(.rstPayload, at: offset, count: payload.wireCount, output: output)
    }
    let isExact = offset == next || offset == outOfOrder.end || offset == acknowledged.value
    let isAtFIN = isFinished && abs(offset - next) <= 1
    let isFirst = isMidstream && highestEnd == 0
    if isExact || isAtFIN || isFirst {
      guard !isReset else { return }
      marks.insert(.reset)
      reset.value = offset
      _ = output(side, .ended(.reset))
    } else if let edge = windowEdge.value, offset < next || offset >= edge {
      report(.rstOutOfWindow, at: offset, output: output)
    } else {
      report(.rstNotExact, at: offset, output: output)
    }
  }

  /// Notes data beyond the offered window: a probe of a closed window (RFC 9293, section 3.8.6.1),
  /// or nothing that the receiver takes.
  ///
  /// Returns whether it is a probe.
  mutating func noteProbe(
    _ payload: borrowing Payload, at offset: Int, _ output: ReassemblyOutput
  ) -> Bool {
    guard offset == next, payload.wireCount == 1, payload.bytes.count == 1 else {
      refuse(payload, as: .outOfWindow)
      report(.outOfWindow, at: offset, count: payload.wireCount, output: output)
      return false
    }
    refuse(payload, as: .probe)
    report(.zeroWindowProbe, at: offset, output: output)
    probe.value = offset
    probeByte = payload.bytes[0]
    return true
  }

  mutating func noteKeepAlive(
    _ payload: borrowing Payload, at offset: Int, _ output: ReassemblyOutput
  ) {
    refuse(payload, as: .keepAlive)
    guard payload.wireCount > 0 || highestEnd >= next else { return }
    report(.keepAlive, at: offset, output: output)
  }

  /// The probe's byte was acknowledged: it is part of the stream.
  mutating func takeProbe(
    at offset: Int, _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) {
    probe.value = nil
    let bytes = [probeByte]
    let payload = Payload(bytes.span, wireCount: 1)
    readmit(payload, refusedAs: .probe)
    take(payload, at: offset, time: context.now, &context, output)
  }
}
