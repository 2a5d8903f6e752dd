import Bytes
import Packets
import Streams

extension MailSession {
  /// A session on which nothing was said.
  init(of summary: ConnectionSummary, speaking spoken: MailProtocol, in capture: Int) {
    self.init(
      capture: capture, mailProtocol: spoken, client: summary.client, server: summary.server,
      first: summary.first)
    complete(with: summary)
  }

  /// Adds what only the whole connection shows.
  mutating func complete(with summary: ConnectionSummary) {
    first = summary.first
    last = summary.last
    opening = Opening(rawValue: summary.opening.rawValue) ?? .midstream
    closing = summary.closing.flatMap { Closing(rawValue: $0.name) } ?? .open
    established = summary.handshake ?? (opening == .midstream ? summary.first : nil)
    if let closed = summary.closing?.stamp, closed.time < endBegan?.time ?? closed.time.later {
      endBegan = closed
    }
    endCompleted = summary.over
    synCount = summary.synCount
    if let syn = summary.syn, let handshake = summary.handshake {
      roundTrip = max(.zero, handshake.time.since(syn.time))
    }
    for side in Side.allCases {
      let own = summary.sides[side]
      bytes[side] = own.counters.delivered
      gaps[side] = GapFact(count: gaps[side].count, bytes: own.counters.ledger.gapBytes)
      segments[side] = own.segments
      initialNumbers[side] = own.initialNumber
      retransmissions[side] = own.counters.ledger[segments: .retransmitted]
      recovered[side] = own.counters.ledger[segments: .recovered]
      unseenBytes[side] =
        own.counters.ledger[gap: .acknowledged] + own.counters.ledger[gap: .snaplen]
      seen[side] = own.isSeen
      for anomaly in own.counters.ledger.anomalies where anomaly != .retransmit {
        anomalies[anomaly.name, default: 0] += own.counters.ledger[anomaly: anomaly]
      }
    }
  }
}

extension Timestamp {
  /// The next instant: for comparisons that equal ones shall win.
  fileprivate var later: Timestamp { advanced(by: Interval(nanoseconds: 1)) }
}
