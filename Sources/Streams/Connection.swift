import Bytes
import Packets

/// The part of a connection's record that only connections of interest touch at every segment.
struct Connection {
  /// How one side ended, and the frame that said so.
  enum SideEnd {
    case open
    /// A FIN was seen, but not everything before it.
    case announced(Stamp)
    case fin(Stamp)
    case reset(Stamp)
    case refused(Stamp)
  }

  var reassembler = Reassembler()
  var fingerprints = FrameFingerprints()
  var roles = ConnectionOpening.Roles.handshake
  var first: Stamp
  /// Valid where the head's marks say so, like the two below.
  var syn: Stamp
  var synACK: Stamp
  var handshake: Stamp
  var over: Stamp
  var synCount = 0
  var ends = PerSide(both: SideEnd.open)
  /// Who ended its stream first: in the streams' order, which merged taps may show otherwise.
  var firstToEnd: Side?

  init(at stamp: Stamp) {
    first = stamp
    syn = stamp
    synACK = stamp
    handshake = stamp
    over = stamp
  }

  /// Notes a FIN that has a place in the stream.
  mutating func announceFIN(_ side: Side, at stamp: Stamp) {
    firstToEnd = firstToEnd ?? side
    switch ends[side] {
    case .open, .announced: ends[side] = .announced(stamp)
    case .fin, .reset, .refused: break
    }
  }

  /// Notes the end of a side's stream, at the stamp of the frame that completed it.
  mutating func note(_ end: StreamEnd, of side: Side, at stamp: Stamp) {
    firstToEnd = firstToEnd ?? side
    switch (end, ends[side]) {
    case (.fin, .announced(let announced)): ends[side] = .fin(announced)
    case (.fin, .open): ends[side] = .fin(stamp)
    case (.reset, .open), (.reset, .announced): ends[side] = .reset(stamp)
    case (.refused, .open), (.refused, .announced): ends[side] = .refused(stamp)
    default: break
    }
  }

  /// Whether the connection is over by what was noted.
  var isClosed: Bool {
    var finished = 0
    for side in Side.allCases {
      switch ends[side] {
      case .open, .announced: break
      case .fin: finished += 1
      case .reset, .refused: return true
      }
    }
    return finished == 2
  }

  /// What made the connection end that is over.
  var overReason: RecordEnd {
    if case .fin = ends.client, case .fin = ends.server { return .fin }
    return .reset
  }

  /// How a side closed.
  func closing(_ side: Side) -> Closing? {
    switch ends[side] {
    case .open, .announced: nil
    case .fin(let stamp): Closing(side: side, kind: .fin, stamp: stamp)
    case .reset(let stamp), .refused(let stamp):
      Closing(side: side, kind: .reset, stamp: stamp)
    }
  }
}
