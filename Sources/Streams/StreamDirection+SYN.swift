import Bytes
import Packets

extension StreamDirection {
  /// Notes the window scale that a SYN announced; more than 14 counts as 14 (RFC 7323, section 2.3).
  mutating func announce(_ scale: UInt8?) {
    if let scale {
      marks.insert(.hasWindowScale)
      windowScale = min(scale, 14)
    } else {
      marks.remove(.hasWindowScale)
    }
  }

  /// Keeps the timestamp for PAWS, unless the segment lies ahead (RFC 7323, section 4.3).
  mutating func noteTimestamp(_ segment: TCPSegment, at offset: Int) {
    guard let timestamps = segment.timestamps else { return }
    guard !marks.contains(.hasTimestamp) || offset <= next else { return }
    marks.insert(.hasTimestamp)
    recentTimestamp = timestamps.value
  }

  /// Holds the data of a SYN back until the peer decides about it.
  mutating func holdSYNPayload(
    _ payload: borrowing Payload, at offset: Int,
    _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) {
    refuse(payload, as: .synPayload)
    report(.synData, at: offset, count: payload.wireCount, output: output)
    guard synPayload.isEmpty || synPayloadNumber != initialNumber, highestEnd == 0 else { return }
    guard payload.bytes.count <= context.limits.synPayload else {
      context.losses.synPayload += 1
      return
    }
    synPayloadNumber = initialNumber
    synPayload = [HeldPayload(payload, at: offset, time: context.now)]
  }

  /// Decides about data that came with the SYN (RFC 9293, section 3.4; RFC 7413): it is taken if the
  /// peer's SYN-ACK, or the sender's next data, counts it.
  mutating func settleSYNPayload(
    before offset: Int, _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) {
    guard let held = synPayload.first else { return }
    synPayload = []
    if synPayloadNumber == initialNumber, offset >= 1 + held.wireCount {
      takeHeld(held, &context, output)
    } else {
      report(.synDataIgnored, output: output)
    }
  }

  /// Takes the data of a SYN that the peer accepted.
  mutating func takeHeld(
    _ held: HeldPayload, _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) {
    let payload = Payload(held.bytes.span, wireCount: held.wireCount)
    readmit(payload, refusedAs: .synPayload)
    take(payload, at: held.offset, time: held.time, &context, output)
  }
}
