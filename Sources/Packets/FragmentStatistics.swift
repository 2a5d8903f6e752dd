/// What became of IP fragments and of the datagrams they belong to.
///
/// The books balance: `opened` is the sum of `reassembled`, `unwanted`, `timedOut`, `evicted` and
/// `pending`, exactly.
package struct FragmentStatistics: Hashable, Sendable {
  /// Fragments that were offered to the table.
  package internal(set) var fragments = 0
  /// Datagrams of which at least one fragment was taken.
  package internal(set) var opened = 0
  /// Datagrams put together.
  package internal(set) var reassembled = 0
  /// Datagrams given up because their first fragment showed neither TCP nor a tunnel.
  package internal(set) var unwanted = 0
  /// Datagrams given up incomplete after `PacketLimits.fragmentTimeout`, or at the capture's end.
  package internal(set) var timedOut = 0
  /// Datagrams given up incomplete to make room.
  package internal(set) var evicted = 0
  /// Datagrams that wait for fragments now.
  package internal(set) var pending = 0
  /// Fragments that repeated earlier ones, byte for byte, or came after completion.
  package internal(set) var repeated = 0
  /// Fragments with an impossible place or length, or an end that contradicts an earlier one.
  package internal(set) var malformed = 0
  /// Datagrams with fragments that overlap without being copies: an evasion, or a broken sender.
  package internal(set) var overlapping = 0

  package init() {}

  mutating func add(_ other: FragmentStatistics) {
    fragments += other.fragments
    opened += other.opened
    reassembled += other.reassembled
    unwanted += other.unwanted
    timedOut += other.timedOut
    evicted += other.evicted
    pending += other.pending
    repeated += other.repeated
    malformed += other.malformed
    overlapping += other.overlapping
  }
}
