import ArgumentParser
import Diagnosis
import Reports

struct Signatures: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "signatures",
    abstract: "List the server texts that are known, with their sources.",
    discussion: """
      'tsv' writes a file that can be edited and given back with '--signatures'. Texts that \
      nobody has confirmed with a public observation speak softly: they never make a verdict as \
      sure as the others.
      """)

  @OptionGroup var texts: SignatureOptions

  @Option(help: "How the texts are written.")
  var format = SignatureReport.Format.table

  @Option(
    help: ArgumentHelp(
      "Only the texts of this server family, as the table spells it.", valueName: "family"))
  var family: String?

  func run() throws {
    let report = SignatureReport(try texts.table(), family: family)
    if let family, report.isEmpty {
      throw ValidationError(
        "No family '\(family)'. Known are: \(report.families.joined(separator: ", ")).")
    }
    try Output.write(try report.text(format), to: nil)
  }
}

extension SignatureReport.Format: ExpressibleByArgument {}
