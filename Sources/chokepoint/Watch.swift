import ArgumentParser
import Capture
import Diagnosis
import Pipeline
import Sessions
import Settings
import Store

/// `chokepoint watch`: the same as `analyze`, live, until interrupted.
struct Watch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Watches interfaces and tells incidents as they open, change and close.",
    discussion: """
      Give the interface that a span port or a tap leads to. Each incident is one line when it \
      opens, when more is known of it, and when it is over. SIGINT or SIGTERM ends with a summary, \
      SIGUSR1 prints the counters.

      Exit status: 0 no incident, 1 incidents, 2 something could not be done.
      """)

  @Option(
    help: ArgumentHelp(
      "A configuration file; flags come before it. SIGHUP reads it again.", valueName: "file"),
    completion: .file())
  var config: String?

  @OptionGroup var source: InterfaceOptions
  @OptionGroup var telling: TellingOptions
  @OptionGroup var plan: PlanOptions
  @OptionGroup var texts: SignatureOptions

  func validate() throws {
    if source.interfaces.isEmpty, !source.listsInterfaces, config == nil {
      throw ValidationError("No interface given. Try 'chokepoint watch -i INTERFACE', or '-D'.")
    }
  }

  func run() throws {
    if source.listsInterfaces { return try source.printInterfaces() }
    guard let settings = settings() else { throw ExitCode(2) }
    let problems = AlertSending.problems(settings) + MetricsServing.problems(settings)
    for problem in problems { Terminal.message("\(problem)") }
    guard problems.isEmpty else { throw ExitCode(2) }
    guard !settings.interfaces.isEmpty else {
      Terminal.message("\(config ?? "the configuration"): names no interface")
      throw ExitCode(2)
    }
    var options = PipelineOptions()
    options.sessions.undecided = 4_096
    let captures = try InterfaceOpening.open(settings)
    do throws(Privileges.Failure) {
      try Privileges.drop(to: settings.user)
    } catch {
      Terminal.message("\(error)")
      throw ExitCode(2)
    }
    // Threads begin here: what is given up before is given up for all of them.
    options.diagnosis = try diagnosis(settings)
    let store = try settings.store.map(Self.open)
    let pipeline = LivePipeline(
      captures, options: options, ring: InterfaceOpening.recorder(settings, of: captures))
    let reload: () -> SensorConfiguration? = { self.settings() }
    let sensor = LiveSensor(
      pipeline: pipeline, diagnosis: options.diagnosis, settings: settings,
      end: LiveSensor.End(duration: telling.duration, report: telling.output), store: store,
      reload: config == nil ? nil : reload)
    let status = try sensor.run()
    if status != 0 { throw ExitCode(status) }
  }

  private static func open(_ store: SensorConfiguration.Store) throws -> StoreKeeping {
    do throws(StoreError) {
      return try StoreKeeping(store)
    } catch {
      Terminal.message("\(error)")
      throw ExitCode(2)
    }
  }

  /// What the file says, if there is one, and the flags; nil where something is wrong with the file.
  private func settings() -> SensorConfiguration? {
    var settings = SensorConfiguration()
    if let config {
      guard let read = ConfigurationReading.read(config) else { return nil }
      settings = read
    }
    source.apply(to: &settings)
    telling.apply(to: &settings)
    return settings
  }

  private func diagnosis(_ settings: SensorConfiguration) throws -> DiagnosisOptions {
    var options = DiagnosisOptions()
    options.known = Set(settings.known.compactMap { DiagnosisOptions.KnownFact(rawValue: $0) })
    plan.apply(to: &options)
    options.agents = plan.agents ?? settings.agents
    options.limit = plan.limit ?? settings.limit
    options.server = plan.server ?? settings.server.flatMap { ServerVersion(spelling: $0) }
    if plan.connectionsPerLogin == 2 { options.connectionsPerLogin = settings.connectionsPerLogin }
    var texts = texts
    texts.files = settings.signatures + texts.files
    try texts.apply(to: &options)
    return options
  }
}
