import ArgumentParser
import Reports
import Store

struct Incidents: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "incidents",
    abstract: "List the incidents that a sensor has stored, also while it runs.",
    discussion: "Exits with 0 when there were none, 1 when there were, 2 on trouble.")

  @Argument(help: "The sensor's store.", completion: .file())
  var store: String

  @OptionGroup var time: SpanOptions

  @Option(help: "How the incidents are written; JSON holds each whole, as 'analyze' has it.")
  var format = IncidentList.Format.table

  func run() throws {
    let records: [IncidentRecord]
    do throws(StoreError) {
      records = try StoreReader(path: store).incidents(in: time.span)
    } catch {
      Terminal.message("\(error)")
      throw ExitCode(2)
    }
    try Output.write(try IncidentList.text(records, format), to: nil)
    if !records.isEmpty { throw ExitCode(1) }
  }
}

extension IncidentList.Format: ExpressibleByArgument {}
