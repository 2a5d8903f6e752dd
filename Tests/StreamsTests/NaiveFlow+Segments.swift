import Streams

extension NaiveFlow {
  func stream(_ isClient: Bool) -> NaiveStream { isClient ? client : server }

  /// What is refused before the segment's place is looked at.
  func admits(_ segment: NaiveSegment) -> Bool {
    let stream = stream(segment.isClient)
    if segment.hasBadHeader {
      report("bad_header", stream)
      return false
    }
    if segment.checksum == "bad" {
      report("bad_checksum", stream)
      return false
    }
    if segment.checksum == "offload" { report("checksum_offload", stream) }
    if segment.isSigned, !segment.has("S") {
      report("md5_option", stream)
      return false
    }
    if segment.has("S"), segment.has("R") || segment.has("F") {
      report(segment.has("R") ? "syn_rst" : "syn_fin", stream)
      return false
    }
    return true
  }

  /// Everything behind the SYN.
  func take(_ segment: NaiveSegment) {
    let own = stream(segment.isClient)
    let other = stream(!segment.isClient)
    if segment.isClient, let ack = segment.ack, other.highestEnd == 0,
      let chosen = synACKCandidates[naiveModulo(ack - 1)]
    {
      other.number(chosen.sequence)
      other.scale = chosen.scale
      synACKCandidates = [:]
    }
    if segment.has("R"), let ack = segment.ack, own.isn == nil, let isn = other.isn, !isSYNACKSeen,
      other.highestEnd == 0, ack == naiveModulo(isn + 1)
    {
      own.reset = "refused"
      return
    }
    if own.isn == nil {
      own.number(naiveModulo(segment.sequence - 1))
      own.isMidstream = true
      report("midstream", own)
    }
    place(segment, own, other, own.offset(segment.sequence + (segment.has("S") ? 1 : 0)))
  }

  private func place(
    _ segment: NaiveSegment, _ own: NaiveStream, _ other: NaiveStream, _ start: Int
  ) {
    let next = own.next ?? 1
    if let timestamp = segment.timestamp, let recent = own.timestamp, !segment.has("R"),
      !segment.has("S"), naiveDifference(timestamp, recent) < -1
    {
      report("paws", own, start, segment.wireCount)
      return
    }
    var isPlausible = true
    if let ack = segment.ack, other.isn != nil, !segment.has("S") {
      let offset = other.offset(ack)
      let edge = other.windowEdge ?? other.highestEnd + limits.window
      if offset < 0 || offset > max(other.highestEnd + 1, edge) {
        report("bad_ack", own)
        isPlausible = false
        if !segment.has("R") { return }
      }
    }
    if !segment.has("R"), let edge = own.windowEdge, segment.wireCount > 0, start >= edge {
      if start == next, segment.wireCount == 1, !segment.data.isEmpty {
        report("zero_window_probe", own, start)
        own.probe = (start, segment)
        if segment.ack != nil { acknowledge(other, own, segment) }
      } else {
        report("out_of_window", own, start, segment.wireCount)
      }
      return
    }
    if segment.has("R") {
      reset(segment, own, start)
      if segment.ack != nil, isPlausible, other.isn != nil, own.reset != nil {
        acknowledge(other, own, segment)
      }
      return
    }
    if !segment.has("S"), !segment.has("F"), segment.wireCount <= 1, start == next - 1,
      start >= 1 || next == 1
    {
      if segment.wireCount > 0 || own.highestEnd >= next { report("keep_alive", own, start) }
      if segment.ack != nil { acknowledge(other, own, segment) }
      return
    }
    accept(segment, own, other, start)
  }

  private func accept(
    _ segment: NaiveSegment, _ own: NaiveStream, _ other: NaiveStream, _ start: Int
  ) {
    if let timestamp = segment.timestamp, own.timestamp == nil || start <= own.next ?? 1 {
      own.timestamp = timestamp
    }
    if own.reset != nil, segment.wireCount > 0 || segment.has("F") {
      report("data_after_rst", own, start)
    }
    if let urgent = segment.urgent, segment.has("U"), segment.wireCount > 0 {
      report("urgent", own, start + max(urgent, 1) - 1)
    }
    if segment.has("S"), segment.wireCount > 0 {
      report("syn_data", own, start, segment.wireCount)
      // Data of a SYN-ACK that turned out not to be the true one is nobody's.
      if own.synPayload.map({ $0.segment.sequence != own.isn }) ?? true, own.highestEnd == 0 {
        own.synPayload = (start, segment)
      }
    } else if segment.wireCount > 0 {
      settleSYNPayload(own, start)
      data(own, start, segment)
    }
    if segment.has("F") { fin(own, start + segment.wireCount) }
    if segment.ack != nil { acknowledge(other, own, segment) }
    drain(own)
  }

  private func settleSYNPayload(_ stream: NaiveStream, _ offset: Int) {
    guard let held = stream.synPayload else { return }
    stream.synPayload = nil
    if held.segment.sequence == stream.isn, offset >= 1 + held.segment.wireCount {
      data(stream, held.offset, held.segment)
    } else {
      report("syn_data_ignored", stream)
    }
  }

  private func acknowledge(_ stream: NaiveStream, _ by: NaiveStream, _ segment: NaiveSegment) {
    guard let ack = segment.ack else { return }
    if stream.isn == nil {
      stream.number(naiveModulo(ack - 1))
      stream.isMidstream = true
      report("midstream", stream)
    }
    let offset = stream.offset(ack)
    if offset < 0 { return }
    stream.acknowledgementsVisible = true
    if segment.has("S") { settleSYNPayload(stream, offset) }
    if let probe = stream.probe, offset > probe.offset {
      stream.probe = nil
      data(stream, probe.offset, probe.segment)
    }
    if offset > stream.acknowledged ?? .min {
      stream.acknowledged = offset
      stream.acknowledgedAt = segment.time
    }
    if by.isMidstream, by.scale == nil {
      stream.windowEdge = nil
    } else {
      let shift = segment.has("S") || stream.scale == nil ? 0 : by.scale ?? 0
      stream.windowEdge = max(stream.windowEdge ?? .min, offset + segment.window << shift)
    }
    declareGaps(stream, segment.time)
  }

  private func reset(_ segment: NaiveSegment, _ own: NaiveStream, _ start: Int) {
    let next = own.next ?? 1
    if segment.wireCount > 0 { report("rst_payload", own, start, segment.wireCount) }
    let edge = own.held.map(\.range.upperBound).max()
    if start == next || start == edge || start == own.acknowledged
      || (own.isFinished && abs(start - next) <= 1) || (own.isMidstream && own.highestEnd == 0)
    {
      own.reset = own.reset ?? "rst@\(start)"
    } else if let edge = own.windowEdge, !(next <= start && start < edge) {
      report("rst_out_of_window", own, start)
    } else {
      report("rst_not_exact", own, start)
    }
  }

  private func fin(_ stream: NaiveStream, _ offset: Int) {
    guard offset != stream.fin else { return }
    if stream.fin != nil { report("fin_conflict", stream, offset) }
    guard stream.fin == nil || (!stream.isFinished && offset > stream.fin ?? 0) else { return }
    if offset < stream.next ?? 1 {
      report("fin_conflict", stream, offset)
    } else {
      stream.fin = offset
    }
  }
}
