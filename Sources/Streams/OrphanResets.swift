import Bytes
import Packets

/// RSTs of servers' ports that belong to no connection, for when their SYN stands behind them.
///
/// Where neighbours changed places in the capture, the refusal comes before what it refuses.
struct OrphanResets {
  private static let capacity = 8

  private var resets: [(segment: TCPSegment, stamp: Stamp)] = []
  private var oldest = 0

  /// Remembers a RST in place of the oldest.
  mutating func remember(_ segment: TCPSegment, at stamp: Stamp) {
    if resets.count < Self.capacity {
      resets.append((segment, stamp))
    } else {
      resets[oldest] = (segment, stamp)
      oldest = (oldest + 1) % Self.capacity
    }
  }

  /// Takes the RST that refuses this SYN and came right before it.
  mutating func take(refusing syn: TCPSegment, at stamp: Stamp) -> (TCPSegment, Stamp)? {
    guard !resets.isEmpty, syn.flags.contains(.syn), !syn.flags.contains(.ack) else { return nil }
    let index = resets.firstIndex { reset in
      reset.segment.source == syn.destination && reset.segment.destination == syn.source
        && reset.segment.acknowledgementNumber == syn.sequenceNumber &+ 1
        && stamp.frame - reset.stamp.frame == 1
    }
    guard let index else { return nil }
    let reset = resets.remove(at: index)
    oldest = 0
    return reset
  }
}
