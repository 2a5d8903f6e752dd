import ArgumentParser
import Capture
import Diagnosis
import Pipeline
import Reports
import Sessions

struct Analyze: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Say whether the mail server throttles its clients, and what else it could be.",
    discussion: """
      Exits with 0 when nothing was found, 1 when incidents were, 2 when something could not be \
      read or written.
      """)

  @OptionGroup var input: CaptureOptions
  @OptionGroup var texts: SignatureOptions
  @OptionGroup var plan: PlanOptions
  @OptionGroup var serverSide: RecordOptions
  @OptionGroup var evidenceFile: EvidenceOptions
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

  @Flag(help: "Add the books: what became of every frame and byte, and whether they balance.")
  var statistics = false

  @Option(
    help: """
      A fact that the capture cannot show: 'others-sign-in' (others use the account at the same \
      time) or 'password-verified'. May be given twice.
      """)
  var known: [DiagnosisOptions.KnownFact] = []

  func validate() throws { try evidenceFile.check(against: input.paths) }

  func run() throws {
    try evidenceFile.checkFiles(input.paths)
    var options = input.options
    options.diagnosis.known = Set(known)
    plan.apply(to: &options.diagnosis)
    try texts.apply(to: &options.diagnosis)
    let (records, hasRecordTrouble) = serverSide.records()
    options.diagnosis.records = records
    let isPage = (format ?? ReportFormat(path: output)).isPage
    let reading = CaptureReading(paths: input.paths, options: options, hashes: isPage)
    // What reading took is free now: what the diagnosis takes need not come on top of it.
    Heap.giveBackFreePages(above: 128 << 20)
    let merge = reading.merge
    options.diagnosis.unaligned = merge.unaligned
    let diagnosis = Diagnosis(of: merge.sessions, options: options.diagnosis)
    var report = Report(
      captures: reading.facts, diagnosis: diagnosis, connections: reading.connections,
      books: statistics ? reading.books : [], merge: merge)
    guard !reading.results.isEmpty else { throw ExitCode(2) }
    report.evidenceFile = try evidenceFile.write(
      diagnosis, merge: merge, reading: reading, options: options)
    let text = try (format ?? ReportFormat(path: output)).text(
      report, showsAll: showsAll, language: languages.language)
    try Output.write(text, to: output)
    let hasTrouble = reading.hasTrouble || hasRecordTrouble
    leave(
      status: hasTrouble ? 2 : diagnosis.incidents.isEmpty ? 0 : 1,
      holding: (reading, merge, report))
  }
}

extension DiagnosisOptions.KnownFact: ExpressibleByArgument {}
