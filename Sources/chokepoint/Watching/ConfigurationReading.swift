import Capture
import Diagnosis
import Settings

/// Reads configuration files, and says line by line what is wrong with them.
enum ConfigurationReading {
  /// The configuration of a file; nil where anything is wrong with it, which is on standard error then.
  static func read(_ path: String) -> SensorConfiguration? {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.read(path, limit: SensorConfiguration.Bounds.file)
    } catch {
      Terminal.message("\(error)")
      return nil
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      Terminal.message("\(path): this is no text in UTF-8")
      return nil
    }
    var (configuration, problems) = ConfigurationFile.parse(text)
    if let server = configuration.server, ServerVersion(spelling: server) == nil {
      problems.append(
        ConfigurationProblem(
          message:
            "'server' must be a version such as exchange-2010-sp3 or dovecot, not '\(server)'"))
    }
    problems += AlertSending.problems(configuration) + MetricsServing.problems(configuration)
    for problem in problems { Terminal.message("\(path): \(problem)") }
    return problems.isEmpty ? configuration : nil
  }
}
