import ArgumentParser
import Capture
import Diagnosis
import Pipeline
import Reports
import Sessions

/// `chokepoint watch`: the same as `analyze`, live, until interrupted.
struct Watch: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Watches interfaces and tells incidents as they open, change and close.",
    discussion: """
      Give the interface that a span port or a tap leads to. Each incident is one line when it \
      opens, when more is known of it, and when it is over. SIGINT or SIGTERM ends with a summary, \
      SIGUSR1 prints the counters.

      Exit status: 0 no incident, 1 incidents, 2 something could not be done.
      """)

  @OptionGroup var source: InterfaceOptions
  @OptionGroup var telling: TellingOptions
  @OptionGroup var plan: PlanOptions
  @OptionGroup var texts: SignatureOptions

  func run() throws {
    if source.listsInterfaces { return try source.printInterfaces() }
    var options = PipelineOptions()
    options.sessions.undecided = 4_096
    plan.apply(to: &options.diagnosis)
    let captures = try source.open()
    do throws(Privileges.Failure) {
      try Privileges.drop(to: source.user)
    } catch {
      Terminal.message("\(error)")
      throw ExitCode(2)
    }
    // Threads begin here: what is given up before is given up for all of them.
    try texts.apply(to: &options.diagnosis)
    let sensor = LiveSensor(
      pipeline: LivePipeline(
        captures, options: options, ring: source.recorder(of: captures)),
      diagnosis: options.diagnosis,
      telling: telling)
    let status = try sensor.run()
    if status != 0 { throw ExitCode(status) }
  }
}
