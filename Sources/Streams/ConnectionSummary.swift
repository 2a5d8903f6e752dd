package import Bytes
package import Packets

/// All that a table knows of a connection when it gives the record up.
package struct ConnectionSummary: Sendable {
  /// How a connection began, as far as the capture shows.
  package enum Opening: String, Sendable {
    case handshake
    /// It was open before the capture began.
    case midstream
    /// No answer to the SYN was seen.
    case unanswered
    /// A RST answered the SYN.
    case refused
  }

  /// What one side sent.
  package struct SideSummary: Sendable {
    /// Segments, without the copies that a span port made.
    package var segments = 0
    /// Their payload bytes on the wire.
    package var payloadBytes = 0
    package var counters = DirectionCounters()
    /// The number of the side's SYN; nil where no SYN was seen.
    package var initialNumber: UInt32?
    /// The number that the stream's offsets count from: the SYN's, or a guess where none was seen.
    package var baseNumber: UInt32?

    /// Whether the capture holds this direction at all.
    package var isSeen: Bool { segments > 0 }
  }

  package var client: Endpoint
  package var server: Endpoint
  package var roles: ConnectionOpening.Roles
  package var opening: Opening
  package var first: Stamp
  package var last: Stamp
  /// The first SYN.
  package var syn: Stamp?
  package var synACK: Stamp?
  /// The client's first acknowledgement after the SYN-ACK.
  package var handshake: Stamp?
  /// The client's SYNs, without the copies that a span port made.
  package var synCount: Int
  /// Who closed first, and how; nil: it was still open.
  package var closing: Closing?
  /// How the other side closed.
  package var otherClosing: Closing?
  /// When the connection was over for both sides: the second FIN in order, or a believed RST.
  package var over: Stamp?
  package var recordEnd: RecordEnd
  /// Whether the consumer ignored the connection: the counters stop there.
  package var isIgnored: Bool
  package var sides: PerSide<SideSummary>
}
