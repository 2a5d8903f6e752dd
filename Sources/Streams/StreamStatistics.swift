package import Bytes

/// The books of a `ConnectionTable`.
package struct StreamStatistics: Sendable {
  /// Segments that were handed in.
  package internal(set) var segments = 0
  /// Their payload bytes on the wire.
  package internal(set) var payloadBytes = 0
  /// Segments that belong to no connection, by `UntrackedReason`.
  package internal(set) var untracked = [Int](repeating: 0, count: UntrackedReason.allCases.count)
  package internal(set) var untrackedBytes = 0
  /// Copies of frames, which have no effect.
  package internal(set) var duplicateFrames = PerSide(both: 0)
  package internal(set) var duplicateFrameBytes = PerSide(both: 0)
  /// Segments of connections that the consumer ignores.
  package internal(set) var ignoredSegments = PerSide(both: 0)
  package internal(set) var ignoredBytes = PerSide(both: 0)
  /// The other segments.
  package internal(set) var trackedSegments = PerSide(both: 0)
  package internal(set) var trackedBytes = PerSide(both: 0)
  /// What became of their bytes.
  package internal(set) var counters = PerSide(both: DirectionCounters())

  /// Checksums of tracked segments that were right, and that were wrong.
  package internal(set) var validChecksums = 0
  package internal(set) var invalidChecksums = 0

  package internal(set) var opened = 0
  /// Connections given up, by `RecordEnd`.
  package internal(set) var closed = [Int](repeating: 0, count: RecordEnd.allCases.count)
  /// Connections in the table now, and at most so far.
  package internal(set) var active = 0
  package internal(set) var mostActive = 0
  /// Bytes held out of order now, with 64 for each segment, and delivered bytes remembered.
  package internal(set) var heldBytes = 0
  package internal(set) var historyBytes = 0
  /// How often the capture's time fell back by more than `StreamLimits.clockTolerance`.
  package internal(set) var clockSteps = 0
  /// Segments, and their payload bytes, that wait now for what they answer.
  package internal(set) var overtaking = 0
  package internal(set) var overtakingBytes = 0
  package internal(set) var limits = LimitCounts()

  package init() {}

  /// Segments that belong to no connection for this reason.
  package subscript(untracked reason: UntrackedReason) -> Int { untracked[reason.rawValue] }

  /// Connections given up for this reason.
  package subscript(closed end: RecordEnd) -> Int { closed[end.rawValue] }

  /// The share of the receivers' bytes that the capture lost: gaps that an acknowledgement proves.
  package var captureLoss: Double {
    let lost =
      counters.client.ledger[gap: .acknowledged] + counters.server.ledger[gap: .acknowledged]
    let known = lost + counters.client.delivered + counters.server.delivered
    return known > 0 ? Double(lost) / Double(known) : 0
  }

  /// Each sum that must be equal but is not, in words: a fault of this module.
  package var imbalances: [String] {
    var imbalances: [String] = []
    func compare(_ what: String, _ whole: Int, _ parts: Int) {
      if whole != parts { imbalances.append("\(what): \(whole), but the parts sum up to \(parts)") }
    }
    compare(
      "segments", segments,
      untracked.reduce(0, +) + sum(duplicateFrames) + sum(ignoredSegments) + sum(trackedSegments)
        + overtaking)
    compare(
      "payload bytes", payloadBytes,
      untrackedBytes + sum(duplicateFrameBytes) + sum(ignoredBytes) + sum(trackedBytes)
        + overtakingBytes)
    compare("connections", opened, closed.reduce(0, +) + active)
    for side in Side.allCases {
      compare("payload bytes of the \(side)s", trackedBytes[side], counters[side].accounted)
      let stream = counters[side]
      compare(
        "streams of the \(side)s", stream.extent, stream.extent - stream.streamImbalance)
    }
    return imbalances
  }

  private func sum(_ pair: PerSide<Int>) -> Int { pair.client + pair.server }
}
