import ArgumentParser
import Diagnosis
import Packets
import Pipeline
import Reports
import Sessions

struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Say whether a change did away with a limit: a capture before it, and one after.",
    discussion: """
      Proven only if the server accepts at a load at which it refused before, and refusals fell by \
      more than chance. Exits with 0 when that is proven, 1 when it is not proven, worse or not \
      comparable, 2 when something could not be read or written.
      """)

  @Argument(
    help: "The capture from before the change, or '-' for standard input.", completion: .file())
  var before: String

  @Argument(
    help: "The capture from after the change, or '-' for standard input.", completion: .file())
  var after: String

  @OptionGroup var texts: SignatureOptions
  @OptionGroup var languages: LanguageOptions

  @Option(help: "How the comparison is written.")
  var format = PlainFormat.text

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Write the comparison to a file.", valueName: "report"),
    completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Compare this account, not the one that was throttled most.", valueName: "name"))
  var account: String?

  @Option(
    help: ArgumentHelp(
      "Compare at the server with this address.", valueName: "address"))
  var server: String?

  func validate() throws {
    if before == "-", after == "-" {
      throw ValidationError("Standard input can be read only once.")
    }
    if let server, IPAddress(server) == nil {
      throw ValidationError("'--server' needs an IPv4 or IPv6 address.")
    }
  }

  func run() throws {
    var options = PipelineOptions()
    try texts.apply(to: &options.diagnosis)
    let reading = CaptureReading(paths: [before, after], options: options)
    guard reading.results.count == 2 else { throw ExitCode(2) }
    let comparison = Comparison(
      before: reading.results[0].sessions, after: reading.results[1].sessions,
      choice: Comparison.Choice(account: account, server: server.flatMap { IPAddress($0) }),
      options: options.diagnosis)
    let facts = reading.facts
    let report = ComparisonReport(comparison: comparison, before: facts[0], after: facts[1])
    let text =
      switch format {
      case .text: ComparisonText(language: languages.language).text(report)
      case .json: try ComparisonJSON.text(report)
      }
    try Output.write(text, to: output)
    if reading.hasTrouble { throw ExitCode(2) }
    if comparison.outcome != .proven { throw ExitCode(1) }
  }
}
