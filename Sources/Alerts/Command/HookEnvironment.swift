import FoundationEssentials
import Reports
import Subprocess

/// The environment of a command: where programs are, how words are written, and the alert's facts.
///
/// Nothing else of the sensor's own environment goes along, as it may hold secrets. Values come from
/// the wire: they are printable, one line each and bounded, but to a shell still data that must be
/// quoted.
struct HookEnvironment {
  /// The most characters of a value.
  static let limit = 1_024

  private static let passedOn = ["PATH", "HOME", "LANG", "LC_ALL", "TZ"]

  let variables: [String: String]

  init(_ alert: Alert, own: [String: String] = ProcessInfo.processInfo.environment) {
    var variables = own.filter { Self.passedOn.contains($0.key) }
    if variables["PATH"] == nil { variables["PATH"] = "/usr/local/bin:/usr/bin:/bin" }
    let facts = [
      "EVENT": alert.event.rawValue, "KEY": alert.key, "STEP": "\(alert.step)",
      "SENTENCE": alert.sentence, "VERDICT": alert.verdict, "CAUSE": alert.cause,
      "ACCOUNT": alert.account ?? "", "SERVER": alert.server, "OPENED": Alert.text(alert.opened),
      "CHANGED": Alert.text(alert.changed), "CLOSED": alert.closed.map(Alert.text) ?? "",
    ]
    for (name, value) in facts {
      variables["CHOKEPOINT_" + name] = String(terminalText(value).prefix(Self.limit))
    }
    self.variables = variables
  }

  var subprocess: Environment {
    .custom(variables.map { Array("\($0.key)=\($0.value)\0".utf8) })
  }
}
