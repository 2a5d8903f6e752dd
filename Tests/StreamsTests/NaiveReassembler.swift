import Streams

/// The rules of the reference reassembler for all connections of one pair of endpoints.
struct NaiveReassembler {
  private var flows: [NaiveFlow] = []
  private let limits: NaiveFlow.Limits
  private let policy: OverlapPolicy

  init(_ example: ReassemblyCase, policy: OverlapPolicy) {
    var limits = NaiveFlow.Limits()
    if let value = example.limits?["max_ooo_segs"] { limits.segments = Int(value) }
    if let value = example.limits?["max_ooo_bytes"] { limits.bytes = Int(value) }
    if let value = example.limits?["default_win"] { limits.window = Int(value) }
    if let value = example.limits?["hole_timeout"] { limits.holeTimeout = Int(value * 1e9) }
    self.limits = limits
    self.policy = policy
    flows = [NaiveFlow(limits: limits, policy: policy)]
    for event in example.events { feed(NaiveSegment(event, of: example)) }
    flow.flush()
  }

  var sessions: [ReassemblyCase.Session] {
    flows.map { flow in
      ReassemblyCase.Session(
        c2s: flow.client.items, s2c: flow.server.items,
        end: ["c2s": flow.client.end, "s2c": flow.server.end])
    }
  }

  var anomalies: [String] { flows.flatMap(\.anomalies) }

  private var flow: NaiveFlow { flows[flows.count - 1] }

  private mutating func feed(_ segment: NaiveSegment) {
    flow.tick(segment.time)
    guard flow.admits(segment) else { return }
    if segment.has("S") {
      guard syn(segment) else { return }
    } else if !segment.has("A"), !segment.has("R") {
      flow.report("no_ack_flag", flow.stream(segment.isClient))
      return
    }
    flow.take(segment)
  }

  private mutating func another() {
    flow.flush()
    flows.append(NaiveFlow(limits: limits, policy: policy))
  }

  /// Takes a SYN; answers whether it is believed.
  private mutating func syn(_ segment: NaiveSegment) -> Bool {
    if let ack = segment.ack, let syn = flow.tentative, !segment.isClient,
      ack == naiveModulo(syn.sequence + 1)
    {
      another()
      flow.stream(syn.isClient).number(syn.sequence)
      flow.stream(syn.isClient).scale = syn.scale
    }
    let own = flow.stream(segment.isClient)
    if let isn = own.isn, !own.isMidstream {
      if isn == segment.sequence {
        flow.report("syn_retransmit", own)
      } else if !doubt(segment, own) {
        return false
      }
    }
    let stream = flow.stream(segment.isClient)
    if stream.isMidstream, stream.isn == segment.sequence {
      flow.report("syn_late", stream)
    } else if stream.isn == nil || stream.isMidstream {
      stream.number(segment.sequence)
    }
    stream.isMidstream = false
    stream.scale = segment.scale ?? stream.scale
    stream.timestamp = segment.timestamp ?? stream.timestamp
    if let ack = segment.ack {
      answer(segment, ack, stream)
    } else if !segment.isClient {
      flow.report("simultaneous_open", stream)
    }
    return true
  }

  /// A SYN with another number; answers whether it began another connection.
  private mutating func doubt(_ segment: NaiveSegment, _ own: NaiveStream) -> Bool {
    let other = flow.stream(!segment.isClient)
    if segment.isClient, !flow.isSYNACKSeen, own.highestEnd == 0, segment.ack == nil {
      flow.synCandidates[segment.sequence] = segment
      flow.report("syn_isn_changed", own)
      return false
    }
    if !segment.isClient, let ack = segment.ack, let isn = other.isn, ack == naiveModulo(isn + 1),
      own.highestEnd == 0, other.highestEnd == 0
    {
      flow.synACKCandidates[segment.sequence] = segment
      flow.report("synack_isn_changed", own)
      return false
    }
    if flow.isClosed {
      another()
      return true
    }
    flow.report("syn_in_established", own)
    flow.tentative = segment
    return false
  }

  private func answer(_ segment: NaiveSegment, _ ack: Int, _ own: NaiveStream) {
    let other = flow.stream(!segment.isClient)
    if let isn = other.isn {
      let first = naiveModulo(isn + 1)
      let most = other.synPayload?.segment.wireCount ?? 0
      if !(0...most).contains(naiveDifference(ack, first)) {
        if let chosen = flow.synCandidates[naiveModulo(ack - 1)] {
          other.number(chosen.sequence)
          other.scale = chosen.scale
          other.timestamp = chosen.timestamp
          if chosen.wireCount > 0 { flow.data(other, 1, chosen) }
        } else {
          flow.report("synack_bad_ack", own)
        }
      }
    } else {
      other.number(naiveModulo(ack - 1))
      flow.report("syn_unseen", other)
    }
    flow.isSYNACKSeen = true
    other.acknowledgementsVisible = true
    other.windowEdge = other.windowEdge ?? 1 + segment.window
  }
}
