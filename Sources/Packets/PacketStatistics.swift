/// What became of the frames that a `PacketDecoder` was given.
///
/// The books balance: `frames` is `segments` plus `unreachables` plus `dropped`, exactly.
package struct PacketStatistics: Hashable, Sendable {
  /// Frames decoded, whatever came of them.
  package internal(set) var frames = 0
  /// Frames that gave a TCP segment, alone or as the last fragment of it.
  package internal(set) var segments = 0
  /// Frames that gave an ICMP error about a TCP segment.
  package internal(set) var unreachables = 0
  /// What the fragment table did; its frames are counted in the figures above too.
  package internal(set) var fragments = FragmentStatistics()
  /// Dropped frames by `PacketDrop.rawValue`.
  private var drops = [Int](repeating: 0, count: PacketDrop.allCases.count)

  package init() {}

  /// How many frames were dropped for this reason.
  package subscript(reason: PacketDrop) -> Int { drops[Int(reason.rawValue)] }

  /// How many frames were dropped for any reason.
  package var dropped: Int { drops.reduce(0, +) }

  mutating func count(_ reason: PacketDrop) { drops[Int(reason.rawValue)] += 1 }

  /// Adds the figures of another decoder, one that read another capture.
  package mutating func add(_ other: PacketStatistics) {
    frames += other.frames
    segments += other.segments
    unreachables += other.unreachables
    fragments.add(other.fragments)
    for reason in PacketDrop.allCases { drops[Int(reason.rawValue)] += other[reason] }
  }
}
