import ArgumentParser
import Diagnosis
import Reports
import Sessions
import Store

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Report on what a sensor has stored, as 'analyze' reports on captures.",
    discussion: """
      Exits with 0 when nothing was found, 1 when incidents were, 2 when something could not be \
      read or written. The sensor may go on meanwhile.
      """)

  @Option(
    name: .customLong("from"), help: ArgumentHelp("The sensor's store.", valueName: "store"),
    completion: .file())
  var store: String

  @OptionGroup var time: SpanOptions
  @OptionGroup var texts: SignatureOptions
  @OptionGroup var plan: PlanOptions
  @OptionGroup var languages: LanguageOptions

  @Option(
    help: "How the report is written; by default as the file's name ends, else as text.")
  var format: ReportFormat?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "Write the report to a file (.html, .md, .json, or text).", valueName: "report"),
    completion: .file())
  var output: String?

  @Flag(name: .customLong("all"), help: "Show every piece of evidence, not only the first ones.")
  var showsAll = false

  func run() throws {
    var options = DiagnosisOptions()
    plan.apply(to: &options)
    options.signatures = try texts.table()
    let history = try read()
    let merge = CaptureMerge(history.sessions)
    options.unaligned = merge.unaligned
    let diagnosis = Diagnosis(of: merge.sessions, options: options)
    let report = Report(
      captures: history.captures, diagnosis: diagnosis, connections: history.connections,
      merge: merge)
    let text = try (format ?? ReportFormat(path: output)).text(
      report, showsAll: showsAll, language: languages.language)
    try Output.write(text, to: output)
    if !diagnosis.incidents.isEmpty { throw ExitCode(1) }
  }

  private func read() throws -> StoreHistory {
    do throws(StoreError) {
      let history = try StoreReader(path: store).history(in: time.span)
      if history.leftOut > 0 {
        Terminal.message("\(store): the oldest \(history.leftOut) sessions are left out")
      }
      return history
    } catch {
      Terminal.message("\(error)")
      throw ExitCode(2)
    }
  }
}
