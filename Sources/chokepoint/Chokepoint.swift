import ArgumentParser
import Capture

@main
struct Chokepoint: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "chokepoint",
    abstract: "Finds out from packet captures whether a mail server throttles its clients.",
    discussion: """
      Reads captures of IMAP and SMTP traffic, says which limit refuses sign-ins and at which \
      value, what else it could have been, and what to change on the server.
      """,
    version: version,
    subcommands: [
      Analyze.self, Compare.self, Checklist.self, Trace.self, Sessions.self, Ladder.self,
      ProbeCommand.self, Watch.self, CheckConfiguration.self, Incidents.self, ReportCommand.self,
      Signatures.self,
    ])

  static func main() {
    Terminal.ignoreBrokenPipes()
    Heap.returnLargeBlocks()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      exit(withError: error)
    }
  }
}
