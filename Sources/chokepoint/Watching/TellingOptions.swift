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

  @Option(
    help: ArgumentHelp(
      "Keep sessions, incidents and loads in this SQLite file.", valueName: "file"),
    completion: .file())
  var store: String?

  @Option(
    help: ArgumentHelp(
      "Run this program for each incident that opens, gets worse or closes.", valueName: "program"),
    completion: .file())
  var alertCommand: [String] = []

  @Option(
    help: ArgumentHelp("Send the same to this URL as JSON.", valueName: "url"))
  var alertWebhook: [String] = []

  @Option(
    help: ArgumentHelp(
      "Send the same to syslog: /dev/log, udp:HOST[:PORT] or tcp:HOST[:PORT].", valueName: "address"
    ))
  var alertSyslog: [String] = []

  @Option(
    help: ArgumentHelp(
      "Serve metrics and health over HTTP: a port on loopback, or ADDRESS:PORT of loopback.",
      valueName: "address"))
  var metrics: String?

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
    if let store { configuration.store = SensorConfiguration.Store(path: store) }
    configuration.alerts += alertCommand.map { .command([$0]) }
    configuration.alerts += alertWebhook.map { .webhook($0) }
    configuration.alerts += alertSyslog.map { .syslog($0) }
    if let metrics { configuration.metrics = SensorConfiguration.Metrics(listen: metrics) }
  }
}

extension SensorConfiguration.Format: ExpressibleByArgument {}
