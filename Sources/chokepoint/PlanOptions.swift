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

  func validate() throws {
    for (name, value) in [("--agents", agents), ("--limit", limit)] {
      guard let value, !(1...100_000).contains(value) else { continue }
      throw ValidationError("'\(name)' needs a number from 1 to 100000, not \(value).")
    }
  }

  func apply(to options: inout DiagnosisOptions) {
    options.agents = agents
    options.limit = limit
  }
}
