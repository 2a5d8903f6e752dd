import Yams

/// Reads a sensor's configuration (YAML 1.2, https://yaml.org/spec/1.2.2/).
package enum ConfigurationFile {
  /// The configuration, and everything that is wrong with it: a sensor must not start with any.
  package static func parse(
    _ text: String
  ) -> (configuration: SensorConfiguration, problems: [ConfigurationProblem]) {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      return (SensorConfiguration(), [problem(error)])
    }
    var configuration = SensorConfiguration()
    guard let root else { return (configuration, []) }
    var reader = SectionReader(root, name: "the file")
    read(&reader, into: &configuration)
    var problems = reader.finish()
    if configuration.anyPort, configuration.filter != nil {
      problems.append(ConfigurationProblem(message: "'any-port' and 'filter' exclude each other"))
    }
    return (
      configuration,
      problems.sorted { ($0.line ?? .max, $0.column ?? 0) < ($1.line ?? .max, $1.column ?? 0) }
    )
  }

  private static func read(
    _ reader: inout SectionReader, into configuration: inout SensorConfiguration
  ) {
    typealias Bounds = SensorConfiguration.Bounds
    reader.strings("interfaces") { configuration.interfaces = $0 }
    reader.string("filter") { configuration.filter = $0 }
    reader.flag("any-port") { configuration.anyPort = $0 }
    reader.number("buffer", Bounds.buffer) { configuration.buffer = $0 }
    reader.number("snaplen", Bounds.snapLength) { configuration.snapLength = $0 }
    reader.flag("promiscuous") { configuration.isPromiscuous = $0 }
    reader.flag("immediate") { configuration.isImmediate = $0 }
    reader.string("user") { configuration.user = $0 }
    reader.section("ring") { ring in
      ring.required("folder") { configuration.ring = .init(folder: $0) }
      ring.number("size", Bounds.ringSize) { configuration.ring?.size = $0 }
    }
    reader.number("refusals", Bounds.refusals) { configuration.refusals = $0 }
    reader.number("quiet", Bounds.quiet) { configuration.quiet = $0 }
    reader.number("sessions", Bounds.sessions) { configuration.sessions = $0 }
    reader.word("format", SensorConfiguration.Format.allCases.map(\.rawValue)) {
      configuration.format = SensorConfiguration.Format(rawValue: $0) ?? .text
    }
    reader.strings("known", among: ["others-sign-in", "password-verified"]) {
      configuration.known = $0
    }
    reader.number("agents", Bounds.plan) { configuration.agents = $0 }
    reader.number("limit", Bounds.plan) { configuration.limit = $0 }
    reader.number("connections-per-login", Bounds.plan) { configuration.connectionsPerLogin = $0 }
    reader.string("server") { configuration.server = $0 }
    reader.strings("signatures") { configuration.signatures = $0 }
    reader.section("store") { store in
      store.required("path") { configuration.store = .init(path: $0) }
      store.number("days", Bounds.storeDays) { configuration.store?.days = $0 }
      store.number("size", Bounds.storeSize) { configuration.store?.size = $0 }
    }
    reader.sections("alerts", limit: Bounds.alerts) { alert in
      let before = configuration.alerts.count
      alert.strings("command") { configuration.alerts.append(.command($0)) }
      alert.string("webhook") { configuration.alerts.append(.webhook($0)) }
      alert.string("syslog") { configuration.alerts.append(.syslog($0)) }
      if configuration.alerts.count != before + 1, !alert.hasProblems {
        alert.complain("an alert has one of 'command', 'webhook' and 'syslog'")
      }
    }
    reader.section("metrics") { metrics in
      metrics.required("listen") { configuration.metrics = .init(listen: $0) }
      metrics.flag("open-to-others") { configuration.metrics?.isOpenToOthers = $0 }
    }
  }

  private static func problem(_ error: any Error) -> ConfigurationProblem {
    guard let error = error as? YamlError else {
      return ConfigurationProblem(message: "\(error)")
    }
    switch error {
    case .scanner(_, let words, let mark, _), .parser(_, let words, let mark, _),
      .composer(_, let words, let mark, _):
      return ConfigurationProblem(
        line: mark.line, column: mark.column, message: "this is no YAML: \(words)")
    case .reader(let words, _, _, _):
      return ConfigurationProblem(message: "this is no text: \(words)")
    case .duplicatedKeysInMapping(let keys, let context):
      return ConfigurationProblem(
        line: context.mark.line, column: context.mark.column,
        message: "given twice: \(keys.joined(separator: ", "))")
    default: return ConfigurationProblem(message: "\(error)")
    }
  }
}
