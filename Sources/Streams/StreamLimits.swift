package import Bytes

/// Every bound of this module, and what happens at it; `StreamStatistics` counts how often.
package struct StreamLimits: Sendable {
  // MARK: Reassembly, of one direction

  /// How long a hole that the peer acknowledged past stays open for a frame captured late.
  package var acknowledgementGrace = Interval.milliseconds(200)
  /// How long a hole stays open where the other direction is not captured.
  package var holeTimeout = Interval.seconds(30)
  /// Bytes held out of order, counted as often as they came.
  ///
  /// Above it the farthest segment is refused, or, where the other direction is not captured, the
  /// nearest hole becomes a gap.
  package var outOfOrderBytes = 1 << 20
  /// Segments held out of order; as `outOfOrderBytes`.
  package var outOfOrderSegments = 1024
  /// How often a byte may be held under the policies that keep every copy (all but `first`), on
  /// average over a segment; the segment that goes beyond it is refused.
  package var overlapDepth = 64
  /// How far beyond the data an acknowledgement may lie where no window is known.
  package var assumedWindow = 1 << 30
  /// Whether the window scale is inferred where one of the two SYNs was not captured.
  ///
  /// Without, the window counts as not scaled then, and what lies beyond it is refused.
  package var infersWindowScale = true
  /// Different SYNs (and SYN-ACKs) of one handshake that are remembered until the peer chooses; the
  /// others are forgotten.
  package var handshakeCandidates = 8
  /// Payload bytes of one SYN that are kept until the SYN-ACK takes them; a longer payload is refused.
  package var synPayload = 4096
  /// Declared gaps that are remembered, to tell late bytes from repeated ones; the oldest is forgotten.
  package var declaredGaps = 64
  /// Delivered bytes that are remembered to compare repeated ones with; rounded down to a power of 2.
  ///
  /// Repeated bytes from before them count as alike.
  package var historyBytes = 4096
  /// The payload size above which a segment is bulk: not remembered, and what was before it forgotten.
  package var bulkSegment = 1024
  /// How old a hole may be for a segment that fills it to have been overtaken only: Wireshark's 3 ms.
  package var reorderWindow = Interval.milliseconds(3)

  // MARK: The whole table

  /// Connections tracked at a time.
  ///
  /// Above it one is evicted: of a few that are looked at the oldest ended one, else ignored one,
  /// else half-open one, else simply the oldest.
  package var connections = 65_536
  /// Bytes held out of order by all connections, and 64 for each segment; as `outOfOrderBytes`.
  package var tableOutOfOrderBytes = 64 << 20
  /// Delivered bytes remembered by all connections; above it no more are.
  package var tableHistoryBytes = 16 << 20
  /// Segments of one connection that wait for the peer's bytes which they answer, captured before
  /// them; a further one is taken as it comes.
  package var overtakingSegments = 3
  /// The same for all connections.
  package var tableOvertakingSegments = 1_024
  /// How long a connection is remembered after its last segment.
  package var idleTimeout = Interval.seconds(7200)
  /// How long a SYN waits for an answer; Linux gives up after 127 s.
  package var handshakeTimeout = Interval.seconds(180)
  /// How long an ended connection stays for late segments.
  package var linger = Interval.seconds(60)
  /// How long an ended connection that the consumer ignores stays.
  package var ignoredLinger = Interval.seconds(5)
  /// How long an idle connection keeps the delivered bytes for comparison.
  package var historyTimeout = Interval.seconds(60)
  /// How long after a frame a copy of it may come.
  package var duplicateWindow = Interval.milliseconds(500)
  /// The same for segments without IP identification and TCP timestamps, where a retransmission
  /// looks like a copy.
  package var bareDuplicateWindow = Interval.milliseconds(20)
  /// How far time may run backwards before the capture's clock is taken to have been set.
  package var clockTolerance = Interval.seconds(60)
  /// How far a frame may be ahead of the one before it to be believed without a second one: a single
  /// absurd time would end every connection.
  package var clockLeap = Interval.seconds(86_400)
  /// Endpoints that `ConnectionTable.learnServer` remembers; the others are not learned.
  package var learnedServers = 4096
  /// Ports that servers listen on: they decide who is who where the capture begins in mid-stream,
  /// and make an idle connection worth tracking from its first bare acknowledgement on.
  package var serverPorts: Set<UInt16> = [25, 110, 143, 465, 587, 993, 995]

  package init() {}
}
