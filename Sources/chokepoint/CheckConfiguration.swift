import ArgumentParser
import Settings

/// `chokepoint check-config`: names the line and column of what is wrong.
struct CheckConfiguration: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-config",
    abstract: "Checks a sensor's configuration file.",
    discussion: "Exit status: 0 nothing is wrong with it, 2 something is.")

  @Argument(help: "The configuration file (YAML).", completion: .file())
  var file: String

  func run() throws {
    guard let found = ConfigurationReading.read(file) else { throw ExitCode(2) }
    try Output.write(
      "\(file): \(found.interfaces.count) interfaces, \(found.alerts.count) alert targets,"
        + " nothing wrong\n", to: nil)
  }
}
