import ArgumentParser
import Capture
import Diagnosis
import Pipeline
import Reports
import Sessions

/// Whether to write the frames that prove the incidents, and what to replace in them.
struct EvidenceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Write the frames that prove the incidents to a pcapng file, with remarks. The captures are \
      read a second time for it.
      """, valueName: "pcapng"),
    completion: .file(extensions: ["pcapng"]))
  var evidence: String?

  @Flag(
    help: """
      Replace passwords, tokens, what they could be found from, and message text in the evidence \
      file by as many other bytes.
      """)
  var redact = false

  @Flag(
    name: .customLong("redact-addresses"),
    help: "Replace IP and MAC addresses in the evidence file as well; networks stay together.")
  var redactAddresses = false

  /// What the command line alone tells.
  func check(against captures: [String]) throws {
    guard evidence != nil else {
      if redact || redactAddresses {
        throw ValidationError("'--redact' is about the file of '--evidence', which is not given.")
      }
      return
    }
    if redactAddresses, !redact {
      throw ValidationError("'--redact-addresses' needs '--redact'.")
    }
    if captures.contains("-") {
      throw ValidationError(
        "'--evidence' reads the captures a second time, and standard input can be read only once."
          + " Save it to a file first.")
    }
  }

  /// What a look at the files tells, before they are read.
  func checkFiles(_ captures: [String]) throws {
    guard let evidence else { return }
    let target = FileIdentity(path: evidence)
    for path in captures {
      guard let capture = FileIdentity(path: path) else { continue }
      if !capture.isRegular {
        try Output.fail(
          EvidenceFailed(
            reason: "\(path): '--evidence' reads the captures a second time, and this is no file"))
      }
      if capture == target {
        try Output.fail(
          EvidenceFailed(reason: "\(evidence): is one of the captures, and not overwritten"))
      }
    }
  }

  /// Writes the file; nil where none was asked for, or where nothing is to be proved.
  func write(
    _ diagnosis: Diagnosis, merge: CaptureMerge, reading: CaptureReading, options: PipelineOptions
  ) throws -> EvidenceFile? {
    guard let evidence else { return nil }
    guard !diagnosis.incidents.isEmpty else {
      Terminal.message("\(evidence): not written, as there is no incident to prove")
      return nil
    }
    let selection = FrameSelection(
      of: diagnosis.incidents, sessions: merge.sessions, captures: reading.results.count,
      words: FrameComment.text, holderWords: FrameComment.holder)
    let paths = reading.results.map(\.summary.path)
    do {
      let redaction =
        redact
        ? try EvidenceRedaction(
          of: paths, options: options, selection: selection, hidesAddresses: redactAddresses) : nil
      var copy = EvidenceCopy(
        of: paths, options: options, selection: selection, alignments: merge.alignments,
        redaction: redaction)
      var writer = try PcapngWriter(
        path: evidence, application: "chokepoint \(Chokepoint.version)",
        comment: "Frames that prove the incidents of a chokepoint report.")
      let summary = try copy.run(to: &writer)
      try writer.finish()
      return EvidenceFile(
        path: evidence, frames: summary.frames, isRedacted: redact,
        hasOtherAddresses: redactAddresses, replacedBytes: summary.replacedBytes,
        fragmentsWithoutPayload: summary.fragmentsWithoutPayload)
    } catch {
      try Output.fail(error)
    }
  }
}

/// Why there is no evidence file.
private struct EvidenceFailed: Error, CustomStringConvertible {
  var reason: String
  var description: String { reason }
}
