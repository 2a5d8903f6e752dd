import ArgumentParser
import Diagnosis
import Reports

struct Checklist: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checklist",
    abstract: "Print what to do about a cause on a server, without a capture.")

  @Option(help: ArgumentHelp("The cause, as reports spell it.", valueName: "cause"))
  var cause: String

  @Option(
    help: ArgumentHelp("The version, such as exchange-2010-sp3 or dovecot.", valueName: "version"))
  var server: String

  @Option(help: ArgumentHelp("Agents to make room for.", valueName: "count"))
  var agents: Int?

  @Option(
    name: .customLong("connections-per-login"),
    help: ArgumentHelp("Connections that one agent's login opens.", valueName: "count"))
  var connectionsPerLogin = 2

  @Option(help: ArgumentHelp("The account that agents share.", valueName: "name"))
  var account: String?

  @OptionGroup var languages: LanguageOptions

  @Option(help: "How the plan is written.")
  var format = PlainFormat.text

  func validate() throws {
    if Cause(rawValue: cause) == nil {
      let known = Cause.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("No cause '\(terminalText(cause))'. Known are: \(known).")
    }
    if ServerVersion(spelling: server) == nil {
      let known = ServerVersion.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("No version '\(terminalText(server))'. Known are: \(known).")
    }
    for (name, value) in [("--agents", agents), ("--connections-per-login", connectionsPerLogin)] {
      guard let value, !(1...100_000).contains(value) else { continue }
      throw ValidationError("'\(name)' needs a number from 1 to 100000, not \(value).")
    }
  }

  func run() throws {
    guard let cause = Cause(rawValue: cause), let version = ServerVersion(spelling: server) else {
      return
    }
    var context = RemedyContext(cause: cause, version: version)
    context.agents = agents
    context.connectionsPerLogin = connectionsPerLogin
    context.account = account
    let plan = Remedies.plan(for: context)
    let text =
      switch format {
      case .text: ChecklistReport.text(plan, cause: cause, language: languages.language)
      case .json: try ChecklistReport.json(plan, cause: cause)
      }
    try Output.write(text, to: nil)
  }
}
