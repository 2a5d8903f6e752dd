package import Diagnosis
package import Mail
package import Packets
package import Sessions
package import Streams

/// What may be set about reading captures; the defaults suit a contact centre's.
package struct PipelineOptions: Sendable {
  /// A BPF filter in libpcap's language.
  package var filter: String?
  /// How many frames of each capture to read; nil reads all.
  package var frameLimit: Int?
  /// Which copy of overlapping bytes counts.
  package var overlapPolicy = OverlapPolicy.first
  package var packets = PacketLimits()
  package var streams = StreamLimits()
  package var mail = MailLimits()
  package var sessions = SessionLimits()
  package var diagnosis = DiagnosisOptions()

  package init() {}
}
