import Bytes
import Packets

extension Connection {
  /// What is to be said of the connection when its record is given up.
  func summary(_ head: ConnectionHead, recordEnd: RecordEnd) -> ConnectionSummary {
    let first = firstToEnd ?? .client
    let closings = [closing(first), closing(first.other)].compactMap(\.self)
    let marks = head.marks
    return ConnectionSummary(
      client: head.client, server: head.server, roles: roles, opening: opening(head),
      first: self.first, last: head.last,
      syn: marks.contains(.synSeen) ? syn : nil,
      synACK: marks.contains(.synACKSeen) ? synACK : nil,
      handshake: marks.contains(.handshakeDone) ? handshake : nil,
      synCount: synCount, closing: closings.first,
      otherClosing: closings.count > 1 ? closings[1] : nil,
      over: head.isOver ? over : nil, recordEnd: recordEnd, isIgnored: head.isIgnored,
      sides: PerSide(client: side(.client, head), server: side(.server, head)))
  }

  private func side(_ side: Side, _ head: ConnectionHead) -> ConnectionSummary.SideSummary {
    var counters = reassembler[side].counters
    if head.isIgnored {
      // What came after the consumer lost interest was counted in the head only.
      counters.ledger[fate: .ignored] += head.payload[side] - counters.accounted
    }
    let stream = reassembler[side]
    return ConnectionSummary.SideSummary(
      segments: head.segments[side], payloadBytes: head.payload[side], counters: counters,
      initialNumber: stream.isNumbered && !stream.isMidstream
        ? stream.initialNumber.rawValue : nil,
      baseNumber: stream.isNumbered ? stream.initialNumber.rawValue : nil)
  }

  private func opening(_ head: ConnectionHead) -> ConnectionSummary.Opening {
    if head.marks.contains(.synACKSeen) { return .handshake }
    guard head.marks.contains(.synSeen) else { return .midstream }
    switch ends.server {
    case .refused: return .refused
    // Some answer with another number, or none.
    case .reset where reassembler.server.delivered == 0: return .refused
    default: break
    }
    return head.isHalfOpen ? .unanswered : .handshake
  }
}
