package import Bytes
package import Diagnosis
package import Sessions

/// Everything a report says, whatever its format.
package struct Report: Sendable {
  package var captures: [CaptureFacts]
  package var diagnosis: Diagnosis
  /// How the captures were made one case; empty for a single capture.
  package var alignments: [CaptureMerge.Alignment]
  /// Sessions that more than one capture shows, and those that go on from one file to the next.
  package var sharedSessions: Int
  package var continuedSessions: Int
  /// TCP connections seen, mail or not.
  package var connections: Int
  /// What became of every frame and byte, one book a capture; empty where nobody asked.
  package var books: [Book]
  /// The evidence file that was written with the report; nil where nobody asked for one.
  package var evidenceFile: EvidenceFile?

  package init(
    captures: [CaptureFacts], diagnosis: Diagnosis, connections: Int, books: [Book] = [],
    merge: CaptureMerge? = nil
  ) {
    let alignments = merge?.alignments ?? []
    self.alignments = alignments.count > 1 ? alignments : []
    sharedSessions = merge?.shared ?? 0
    continuedSessions = merge?.continued ?? 0
    self.captures = captures
    self.diagnosis = diagnosis
    self.connections = connections
    self.books = books
  }
}

extension Report {
  /// An instant of the case by the clock of one capture, as Wireshark shows it there.
  func ownTime(_ time: Timestamp, in capture: Int) -> Timestamp {
    guard alignments.indices.contains(capture), case .fitted(let fit) = alignments[capture] else {
      return time
    }
    return fit.own(of: time)
  }
}

/// What a report says about one capture.
package struct CaptureFacts: Sendable {
  /// As given on the command line.
  package var path: String
  package var linkTypes: [String]
  package var frames: Int
  /// Captured bytes, without record headers.
  package var bytes: Int
  package var start: Timestamp?
  package var end: Timestamp?
  /// The time of its first frame, from which Wireshark counts relative times.
  package var origin: Timestamp?
  /// Decimals of the capture's own resolution, 6 or 9.
  package var digits: Int
  package var warnings: [Sentence]
  /// Frames that the capturing system says it lost.
  package var drops: Int
  /// The file's SHA-256 in hexadecimal; nil where nobody asked for it.
  package var sha256: String?

  package init(
    path: String, linkTypes: [String], frames: Int, bytes: Int, start: Timestamp?,
    end: Timestamp?, origin: Timestamp?, digits: Int, warnings: [Sentence], drops: Int,
    sha256: String? = nil
  ) {
    self.path = path
    self.linkTypes = linkTypes
    self.frames = frames
    self.bytes = bytes
    self.start = start
    self.end = end
    self.origin = origin
    self.digits = digits
    self.warnings = warnings
    self.drops = drops
    self.sha256 = sha256
  }
}
