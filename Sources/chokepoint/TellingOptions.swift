import ArgumentParser
import Bytes
import Reports
import Sensor

/// When and how a sensor tells its incidents.
struct TellingOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case jsonl
  }

  @Option(help: "How incidents are told: lines of text, or JSON Lines.")
  var format = Format.text

  @Option(
    help: ArgumentHelp("Refusals before an incident is told.", valueName: "count"))
  var refusals = 3

  @Option(
    help: ArgumentHelp(
      "Seconds without a refusal after which an incident is over.", valueName: "seconds"))
  var quiet = 60

  @Option(
    help: ArgumentHelp("Ended sessions kept to diagnose from at most.", valueName: "count"))
  var sessions = 10_000

  @Option(
    help: ArgumentHelp("End by itself after so many seconds.", valueName: "seconds"))
  var duration: Int?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "At the end, write the report on what is remembered: .json, .md, .html, else text.",
      valueName: "file"),
    completion: .file())
  var output: String?

  func validate() throws {
    for (name, value, range) in [
      ("--refusals", refusals, 1...100_000), ("--quiet", quiet, 1...86_400),
      ("--sessions", sessions, 100...1_000_000), ("--duration", duration ?? 1, 1...31_536_000),
    ] where !range.contains(value) {
      throw ValidationError(
        "'\(name)' needs a number from \(range.lowerBound) to \(range.upperBound), not \(value).")
    }
  }

  var rules: IncidentRules {
    var rules = IncidentRules()
    rules.refusals = refusals
    rules.quiet = .seconds(Int64(quiet))
    return rules
  }
}
