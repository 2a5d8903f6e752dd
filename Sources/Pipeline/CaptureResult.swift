package import Bytes
package import Capture
package import Packets
package import Sessions
package import Streams

/// What reading one capture gave.
package struct CaptureResult: Sendable {
  package var summary: CaptureSummary
  /// The time of the first frame, from which Wireshark counts relative times.
  package var firstFrameTime: Timestamp?
  package var packets: PacketStatistics
  package var streams: StreamStatistics
  package var tracking: SessionStatistics
  package var sessions: [MailSession]

  /// TCP connections, mail or not.
  package var connections: Int { streams.opened }
}
