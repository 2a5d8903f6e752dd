import Bytes
import Capture
import Diagnosis
import Pipeline
import Reports
import Sessions

/// A whole capture on its whole way: the books balance, and no control character reaches a terminal.
///
/// The capture is read twice, with other keys for the tables and with the lines traced; what is
/// reported may not differ.
enum PipelineFuzz {
  static func run(_ input: [UInt8]) throws(FuzzFinding) {
    guard let first = read(input, tracesLines: false) else { return }
    guard let second = read(input, tracesLines: true) else {
      throw FuzzFinding(words: "a capture opens only once")
    }
    for identity in first.0.identities + second.0.identities where !identity.holds {
      throw FuzzFinding(words: "does not balance: \(identity)")
    }
    try checkTerminal(second.1, "trace")
    let reports = try texts(first.0)
    let others = try texts(second.0)
    for (one, other) in zip(reports, others) where one != other {
      throw FuzzFinding(words: "one capture, two reports:\n\(one)\n\(other)")
    }
  }

  private static func read(_ input: [UInt8], tracesLines: Bool) -> (CaptureResult, String)? {
    do throws(CaptureError) {
      let file = try CaptureFile(bytes: input, name: "fuzz\u{1b}")
      var pipeline = Pipeline(file: file, index: 0, options: PipelineOptions())
      var trace = ""
      if tracesLines {
        pipeline.trace { line, frame in
          trace += line.text(
            frameLength: frame.length, captureStart: frame.captureStart, digits: frame.digits,
            showsDestination: true)
          return true
        }
      } else {
        pipeline.run()
      }
      return (pipeline.result, trace)
    } catch {
      return nil
    }
  }

  private static func texts(_ result: CaptureResult) throws(FuzzFinding) -> [String] {
    let summary = result.summary
    let facts = CaptureFacts(
      path: summary.path, linkTypes: summary.linkTypes.map(\.name), frames: summary.frames,
      bytes: summary.bytes, start: summary.firstTime, end: summary.lastTime,
      origin: result.firstFrameTime, digits: summary.subsecondDigits,
      warnings: summary.warnings.map(\.sentence), drops: summary.drops)
    let options = DiagnosisOptions()
    let diagnosis = Diagnosis(of: result.sessions, options: options)
    for incident in diagnosis.incidents {
      try require((0...1).contains(incident.confidence), "confidence \(incident.confidence)")
    }
    let report = Report(
      captures: [facts], diagnosis: diagnosis, connections: result.connections)
    let text = TextReport(evidenceShown: nil).text(report)
    try checkTerminal(text, "text")
    let lines = SessionReport(captures: [facts], signatures: options.signatures)
    var texts = [text]
    do {
      let json = try JSONReport.text(report)
      try checkASCII(json, "JSON")
      var (table, csv, jsonl) = ("", "", "")
      for session in result.sessions {
        table += try lines.line(session, .table)
        csv += try lines.line(session, .csv)
        jsonl += try lines.line(session, .jsonl)
      }
      try checkTerminal(table, "table")
      try checkTerminal(csv.replacing("\r\n", with: "\n"), "CSV")
      try checkASCII(jsonl, "JSON Lines")
      texts += [json, table, csv, jsonl]
    } catch let finding as FuzzFinding {
      throw finding
    } catch {
      throw FuzzFinding(words: "a report cannot be written: \(error)")
    }
    return texts
  }

  /// Only line feeds, printable ASCII and characters that neither act nor hide.
  private static func checkTerminal(_ text: String, _ sink: String) throws(FuzzFinding) {
    for scalar in text.unicodeScalars where scalar != "\n" {
      let isOdd =
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
          .unassigned, .nonspacingMark, .enclosingMark:
          true
        default: false
        }
      let code = String(scalar.value, radix: 16)
      try require(!isOdd, "\(sink): U+\(code) in \(text.debugDescription)")
    }
  }

  private static func checkASCII(_ text: String, _ sink: String) throws(FuzzFinding) {
    for byte in text.utf8 {
      try require(byte == 10 || (32...126).contains(byte), "\(sink): byte \(byte)")
    }
  }
}
