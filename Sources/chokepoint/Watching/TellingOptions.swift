import ArgumentParser
import Settings

/// When and how a sensor tells its incidents; what is given comes before the configuration file.
struct TellingOptions: ParsableArguments {
  @Option(help: "How incidents are told: lines of text, or JSON Lines.")
  var format: SensorConfiguration.Format?

  @Option(
    help: ArgumentHelp("Refusals before an incident is told (3).", valueName: "count"))
  var refusals: Int?

  @Option(
    help: ArgumentHelp(
      "Seconds without a refusal after which an incident is over (60).", valueName: "seconds"))
  var quiet: Int?

  @Option(
    help: ArgumentHelp("Ended sessions kept to diagnose from (10000).", valueName: "count"))
  var sessions: Int?

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
    try Bound.check("--refusals", refusals, SensorConfiguration.Bounds.refusals)
    try Bound.check("--quiet", quiet, SensorConfiguration.Bounds.quiet)
    try Bound.check("--sessions", sessions, SensorConfiguration.Bounds.sessions)
    try Bound.check("--duration", duration, 1...31_536_000)
  }

  func apply(to configuration: inout SensorConfiguration) {
    configuration.format = format ?? configuration.format
    configuration.refusals = refusals ?? configuration.refusals
    configuration.quiet = quiet ?? configuration.quiet
    configuration.sessions = sessions ?? configuration.sessions
  }
}

extension SensorConfiguration.Format: ExpressibleByArgument {}
