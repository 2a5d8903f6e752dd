import Bytes
import Packets

/// A segment that was captured before what it answers, and waits for it.
struct OvertakingSegment {
  var segment: TCPSegment
  /// Header and captured payload.
  var tcp: [UInt8]
  var stamp: Stamp
}

/// Segments that the capture holds before the bytes of the peer that they acknowledge.
///
/// Where the two directions of a span port are merged, neighbours change places: an answer stands
/// before its question. The answer waits until the peer's bytes come, or it is clear that the
/// capture does not have them: then the peer sends on behind them, or more answers come.
struct OvertakingSegments {
  /// By slot, in the order in which they came.
  private var held: [Int: [OvertakingSegment]] = [:]
  private(set) var count = 0
  private(set) var bytes = 0

  var isEmpty: Bool { count == 0 }

  func count(in slot: Int) -> Int { count == 0 ? 0 : held[slot]?.count ?? 0 }

  /// Who sent those that wait in a slot.
  func source(in slot: Int) -> Endpoint? { held[slot]?.first?.segment.source }

  mutating func hold(_ segment: OvertakingSegment, in slot: Int) {
    held[slot, default: []].append(segment)
    count += 1
    bytes += segment.segment.payloadWireCount
  }

  /// Takes all that wait in a slot.
  mutating func release(_ slot: Int) -> [OvertakingSegment] {
    guard count > 0, let segments = held.removeValue(forKey: slot) else { return [] }
    count -= segments.count
    bytes -= segments.reduce(0) { $0 + $1.segment.payloadWireCount }
    return segments
  }
}
