import Alerts
import Diagnosis
import Packets
import Reports
import Sensor
import Settings

/// Incidents on their way to whoever wants to be told.
enum AlertSending {
  /// What is wrong with the targets of a configuration.
  static func problems(_ configuration: SensorConfiguration) -> [ConfigurationProblem] {
    configuration.alerts.compactMap { alert in
      do {
        _ = try target(alert)
        return nil
      } catch {
        return ConfigurationProblem(message: "\(error)")
      }
    }
  }

  /// The targets of a configuration in which nothing is wrong.
  static func dispatcher(_ configuration: SensorConfiguration) -> AlertDispatcher? {
    let targets = configuration.alerts.compactMap { try? target($0) }
    return targets.isEmpty ? nil : AlertDispatcher(targets)
  }

  /// What is sent of an event; nil where it is not worth one: more is known, but nothing got worse.
  static func alert(_ event: IncidentEvent) throws -> Alert? {
    let one = event.incident
    let kind: Alert.Event
    switch event.kind {
    case .opened: kind = .open
    case .changed where event.changes.contains(.worse): kind = .worsened
    case .changed: return nil
    case .closed: kind = .closed
    }
    return Alert(
      event: kind, key: one.key, step: kind == .worsened ? one.severity : 0,
      sentence: WatchText.line(event), cause: one.incident.cause.rawValue,
      verdict: one.incident.verdict.rawValue, account: one.incident.account,
      server: one.incident.server.description, opened: one.opened, changed: event.time,
      closed: one.closed, document: try WatchJSON.incident(one))
  }

  private static func target(_ alert: SensorConfiguration.Alert) throws -> AlertTarget {
    switch alert {
    case .command(let words):
      return .command(
        try CommandHook(program: words.first ?? "", arguments: Array(words.dropFirst())))
    case .webhook(let address): return .webhook(Webhook(try WebhookAddress(address)))
    case .syslog(let address): return .syslog(SyslogTarget(try SyslogAddress(address)))
    }
  }
}
