import Bytes
import Packets

/// The part of a connection's record that every segment touches, also of an ignored connection, and
/// that the sweep looks at.
struct ConnectionHead {
  struct Marks: OptionSet {
    var rawValue: UInt16

    static let inUse = Marks(rawValue: 1)
    static let isClientLower = Marks(rawValue: 1 << 1)
    static let ignored = Marks(rawValue: 1 << 2)
    /// Both sides sent their FIN, or one a RST that counts.
    static let over = Marks(rawValue: 1 << 3)
    static let synSeen = Marks(rawValue: 1 << 4)
    static let synACKSeen = Marks(rawValue: 1 << 5)
    /// The client sent more than SYNs.
    static let clientAnswered = Marks(rawValue: 1 << 6)
    static let handshakeDone = Marks(rawValue: 1 << 7)
    /// A hole is open that time may turn into a gap.
    static let waiting = Marks(rawValue: 1 << 8)
    /// Its history was given back while it was idle.
    static let trimmed = Marks(rawValue: 1 << 9)
    /// A checksum of this side was right: a wrong one means something.
    static let clientChecksums = Marks(rawValue: 1 << 10)
    static let serverChecksums = Marks(rawValue: 1 << 11)
  }

  var key: ConnectionKey
  var marks: Marks
  var serial: Int
  /// By the capture's clock.
  var lastSeen: Timestamp
  var last: Stamp
  var segments = PerSide(both: 0)
  /// Payload bytes on the wire.
  var payload = PerSide(both: 0)
  /// What the consumer lets pass unseen.
  var passage = Passage()

  var client: Endpoint { marks.contains(.isClientLower) ? key.lower : key.upper }
  var server: Endpoint { marks.contains(.isClientLower) ? key.upper : key.lower }
  var isIgnored: Bool { marks.contains(.ignored) }
  var isOver: Bool { marks.contains(.over) }

  /// Whether there are only SYNs so far.
  var isHalfOpen: Bool {
    marks.contains(.synSeen) && segments.server == 0 && !marks.contains(.clientAnswered)
  }

  /// Whether these are its endpoints, whichever of them sent.
  @inline(__always)
  func joins(_ one: Endpoint, _ other: Endpoint) -> Bool {
    one == key.lower ? other == key.upper : one == key.upper && other == key.lower
  }

  @inline(__always)
  func side(of sender: Endpoint) -> Side {
    (sender == key.lower) == marks.contains(.isClientLower) ? .client : .server
  }

  /// Counts a segment.
  @inline(__always)
  mutating func note(_ side: Side, payload count: Int, at stamp: Stamp, clock: Timestamp) {
    segments.add(1, to: side)
    payload.add(count, to: side)
    last = stamp
    lastSeen = clock
    marks.remove(.trimmed)
  }

  /// How long the record may stay without a segment.
  @inline(__always)
  func limit(_ patience: Patience) -> Interval {
    if isOver { return isIgnored ? patience.overIgnored : patience.over }
    return isHalfOpen ? patience.halfOpen : patience.idle
  }

  /// Its place in the order in which records are evicted, the first being 0.
  var evictionRank: Int {
    if isOver { return 0 }
    if isIgnored { return 1 }
    return isHalfOpen ? 2 : 3
  }
}
