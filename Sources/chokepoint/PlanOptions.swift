import ArgumentParser
import Diagnosis

/// What to plan for: other agents than the recorded ones, or another limit.
struct PlanOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Replay the recorded connections for so many agents and say which limit would do.",
      valueName: "count"))
  var agents: Int?

  @Option(
    help: ArgumentHelp(
      "Try this limit on the connections of one account, or say that it is the server's.",
      valueName: "count"))
  var limit: Int?

  @Option(
    name: .customLong("connections-per-login"),
    help: ArgumentHelp("Connections that one agent's login opens.", valueName: "count"))
  var connectionsPerLogin = 2

  @Option(
    help: ArgumentHelp(
      "The server's version, such as exchange-2010-sp3, 2016, se or dovecot: makes remedies exact.",
      valueName: "version"))
  var server: ServerVersion?

  func validate() throws {
    for (name, value) in [
      ("--agents", agents), ("--limit", limit), ("--connections-per-login", connectionsPerLogin),
    ] {
      guard let value, !(1...100_000).contains(value) else { continue }
      throw ValidationError("'\(name)' needs a number from 1 to 100000, not \(value).")
    }
  }

  func apply(to options: inout DiagnosisOptions) {
    options.agents = agents
    options.limit = limit
    options.connectionsPerLogin = connectionsPerLogin
    options.server = server
  }
}

extension ServerVersion: ExpressibleByArgument {
  package init?(argument: String) { self.init(spelling: argument) }
}
