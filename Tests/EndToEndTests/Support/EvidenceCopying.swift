import Capture
import Diagnosis
import Foundation
import Pipeline
import Reports
import Sessions

/// An evidence file as `analyze --evidence` writes it, short of the command line.
struct EvidenceCopying {
  enum Mode: String, CaseIterable, Sendable {
    case plain
    case redacted
    case withOtherAddresses
  }

  var summary: EvidenceSummary
  var bytes: [UInt8]

  /// Reads captures as one case and copies its frames.
  init(of paths: [String], mode: Mode, shortSession: Int = FrameSelection.shortSession) throws {
    let options = PipelineOptions()
    let sessions = try paths.enumerated().map { index, path in
      var pipeline = try Pipeline(path: path, index: index, options: options)
      pipeline.run()
      return pipeline.result.sessions
    }
    let merge = CaptureMerge(sessions)
    let selection = FrameSelection(
      of: Diagnosis(of: merge.sessions).incidents, sessions: merge.sessions,
      captures: paths.count, shortSession: shortSession, words: FrameComment.text,
      holderWords: FrameComment.holder)
    let redaction =
      mode == .plain
      ? nil
      : try EvidenceRedaction(
        of: paths, options: options, selection: selection,
        hidesAddresses: mode == .withOtherAddresses)
    var copy = EvidenceCopy(
      of: paths, options: options, selection: selection, alignments: merge.alignments,
      redaction: redaction)
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "evidence.pcapng").path
    var writer = try PcapngWriter(path: path, application: "chokepoint tests")
    summary = try copy.run(to: &writer)
    try writer.finish()
    bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
  }

  /// What must be the same in the captures and in the file.
  static func core(_ incidents: [Incident], mode: Mode) -> [String] {
    incidents.map { incident in
      let limit = incident.limit
      return [
        mode == .withOtherAddresses ? "" : incident.id, incident.verdict.rawValue,
        incident.cause.rawValue, incident.account ?? "-", limit?.setting ?? "-",
        "\(limit?.value ?? -1) \(limit?.atLeast ?? -1) \(limit?.atMost ?? -1)",
        "\(incident.attempts) \(incident.successes) \(incident.failures)",
        "\(incident.peakLoad ?? -1) \(incident.confidence)",
      ].joined(separator: " ")
    }
  }
}
