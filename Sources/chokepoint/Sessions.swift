import ArgumentParser
import Diagnosis
import Pipeline
import Reports

struct Sessions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sessions",
    abstract: "List the mail sessions of captures, one a line.",
    discussion: "Connections without an answer and refused ones are sessions too.")

  @OptionGroup var input: CaptureOptions
  @OptionGroup var texts: SignatureOptions

  @Option(help: "How the sessions are written.")
  var format = SessionReport.Format.table

  func run() throws {
    let signatures = try texts.table()
    let options = input.options
    let reading = CaptureReading(paths: input.paths, options: options)
    let report = SessionReport(captures: reading.facts, signatures: signatures)
    guard !reading.results.isEmpty else { throw ExitCode(2) }
    var text = report.head(format)
    for session in reading.orderedSessions { text += try report.line(session, format) }
    try Output.write(text, to: nil)
    if reading.hasTrouble { throw ExitCode(2) }
  }
}

extension SessionReport.Format: ExpressibleByArgument {}
