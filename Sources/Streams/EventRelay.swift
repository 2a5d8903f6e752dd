import Bytes

/// Hands what a reassembler reports on to the consumer, as long as it listens.
struct EventRelay {
  let id: ConnectionID
  let stamp: Stamp
  private(set) var isIgnored = false
  /// The streams that ended meanwhile.
  private(set) var clientEnd: StreamEnd?
  private(set) var serverEnd: StreamEnd?

  var hasEnds: Bool { clientEnd != nil || serverEnd != nil }

  init(id: ConnectionID, stamp: Stamp) {
    self.id = id
    self.stamp = stamp
  }

  /// Hands an event on; answers whether the consumer got it.
  @inline(__always)
  mutating func pass(
    _ side: Side, _ event: ReassemblyEvent, _ passage: inout Passage, to events: StreamEvents
  ) -> Bool {
    if case .data(_, let bytes) = event, passage.take(bytes.count, from: side, at: stamp) {
      return true
    }
    return tell(side, event, &passage, to: events)
  }

  /// Tells the consumer what passed, as nothing more will come.
  mutating func finish(_ passage: inout Passage, _ events: StreamEvents) {
    guard let passed = passage.end(), !isIgnored else { return }
    isIgnored = events(id, passed.stamp, .passed(passed.side, count: passed.count)) == .ignore
  }

  @inline(never)
  private mutating func tell(
    _ side: Side, _ event: ReassemblyEvent, _ passage: inout Passage, to events: StreamEvents
  ) -> Bool {
    if case .ended(let end) = event {
      if side == .client { clientEnd = end } else { serverEnd = end }
    }
    finish(&passage, events)
    guard !isIgnored else { return false }
    let interest =
      switch event {
      case .data(_, let bytes): events(id, stamp, .data(side, bytes))
      case .gap(_, let count, let reason): events(id, stamp, .gap(side, count: count, reason))
      case .anomaly(let anomaly): events(id, stamp, .anomaly(anomaly))
      case .ended(let end): events(id, stamp, .ended(side, end))
      }
    switch interest {
    case .keep: break
    case .pass(let count): passage.allow(count, from: side)
    case .ignore: isIgnored = true
    }
    return true
  }
}
