/// What became of the bytes of one direction.
///
/// Two books balance, exactly, at any time:
/// - the stream: `extent == delivered + withheld + ledger.gapBytes`;
/// - the wire: payload bytes received = `delivered + withheld + held + ledger.undelivered`.
package struct DirectionCounters: Equatable, Sendable {
  /// How far the stream is known: bytes from its first one to the end of what was delivered or
  /// declared missing.
  package internal(set) var extent = 0
  /// Bytes handed to the consumer, each once and in order.
  package internal(set) var delivered = 0
  /// Bytes that were next in order after the consumer said `Interest.ignore`.
  package internal(set) var withheld = 0
  /// Bytes that wait for a hole before them to be filled; 0 once the connection is closed.
  package internal(set) var held = 0
  package internal(set) var ledger = Ledger()

  package init() {}

  /// Bytes of the stream's book that are unaccounted for: 0, or this module has a fault.
  package var streamImbalance: Int { extent - delivered - withheld - ledger.gapBytes }

  /// Payload bytes that this direction has accounted for.
  package var accounted: Int { delivered + withheld + held + ledger.undelivered }

  mutating func add(_ other: DirectionCounters) {
    extent += other.extent
    delivered += other.delivered
    withheld += other.withheld
    held += other.held
    ledger.add(other.ledger)
  }
}
