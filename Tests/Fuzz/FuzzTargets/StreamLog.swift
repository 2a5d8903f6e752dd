import Bytes
import Streams

/// Listens to a `ConnectionTable` and holds its events against each other.
final class StreamLog {
  /// What came of one open connection.
  struct Record {
    var data = PerSide(both: 0)
    var gaps = PerSide(both: 0)
    /// What the next delivered byte should be; nil where nothing came before it.
    var expected = PerSide<UInt8?>(both: nil)
    var events = 0
    /// How many bytes it let pass after the last event.
    var passable = 0
    var isIgnored = false
    /// A direction was picked up without its SYN.
    var isGuessed = false
    var isRenumbered = false
  }

  private let checksBytes: Bool
  private let ignoresAfter: Int
  private(set) var open: [ConnectionID: Record] = [:]
  private(set) var fault: String?
  private var serials = 0

  init(checksBytes: Bool, ignoresAfter: Int) {
    self.checksBytes = checksBytes
    self.ignoresAfter = ignoresAfter
  }

  func take(_ id: ConnectionID, _ event: StreamEvent) -> Interest {
    if case .opened = event {
      if id.serial != serials || open[id] != nil { fault = "\(id) is opened out of turn" }
      serials += 1
      open[id] = Record()
      return .keep
    }
    guard var record = open[id] else {
      fault = "an event of \(id), which is not open"
      return .keep
    }
    record.events += 1
    switch event {
    case .data(let side, let bytes): take(bytes, side, &record)
    case .passed(let side, let count):
      if count <= 0 || count > record.passable || record.isIgnored { fault = "\(count) bytes pass" }
      record.data[side] += count
      if let expected = record.expected[side] {
        record.expected[side] = expected &+ UInt8(truncatingIfNeeded: count)
      }
    case .gap(let side, let count, _):
      if count <= 0 || record.isIgnored { fault = "a gap of \(count)" }
      record.gaps[side] += count
      if let expected = record.expected[side] {
        record.expected[side] = expected &+ UInt8(truncatingIfNeeded: count)
      }
    case .closed(let summary):
      check(summary, record)
      open[id] = nil
      return .keep
    case .anomaly(let anomaly):
      record.isGuessed = record.isGuessed || anomaly.kind == .midstream
    case .opened, .ended: break
    }
    record.isIgnored = record.isIgnored || record.events > ignoresAfter
    // Now and then it lets bytes pass, as many as it had events.
    record.passable = record.events % 3 == 0 ? record.events : 0
    open[id] = record
    if record.isIgnored { return .ignore }
    return record.passable > 0 ? .pass(record.passable) : .keep
  }

  /// A SYN may number a connection anew whose data was seen without one.
  ///
  /// As in the reference, bytes that are held stay where the old numbers put them, so from then on
  /// no byte of that connection need follow the one before.
  func noteSYN() {
    for (id, record) in open where record.isGuessed { open[id]?.isRenumbered = true }
  }

  private func take(_ bytes: Span<UInt8>, _ side: Side, _ record: inout Record) {
    if bytes.isEmpty || record.isIgnored { fault = "\(bytes.count) bytes of data" }
    record.data[side] += bytes.count
    for index in bytes.indices {
      if checksBytes, !record.isRenumbered, let expected = record.expected[side],
        expected != bytes[index]
      {
        fault = "byte \(bytes[index]) of the \(side) where \(expected) follows"
      }
      record.expected[side] = bytes[index] &+ 1
    }
  }

  private func check(_ summary: ConnectionSummary, _ record: Record) {
    for side in Side.allCases {
      let counters = summary.sides[side].counters
      if counters.streamImbalance != 0 { fault = "\(side): \(counters)" }
      if counters.held != 0 { fault = "\(side): \(counters.held) bytes still held" }
      guard !record.isIgnored else { continue }
      let (data, gaps) = (record.data[side], record.gaps[side])
      if counters.delivered != data || counters.ledger.gapBytes != gaps {
        fault = "\(side): \(data) bytes and \(gaps) in gaps, the books say \(counters)"
      }
    }
  }
}
