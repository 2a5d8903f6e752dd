import Bytes
import FoundationEssentials
import Reports

/// An alert as one syslog message (RFC 5424, section 6).
struct SyslogMessage {
  /// What receivers should take (section 6.1); longer messages are cut.
  static let limit = 2_048
  /// System daemons (section 6.2.1, table 1).
  private static let facility = 3

  let text: String

  init(
    _ alert: Alert, host: String = ProcessInfo.processInfo.hostName,
    process: Int32 = ProcessInfo.processInfo.processIdentifier
  ) {
    // HEADER = PRI VERSION SP TIMESTAMP SP HOSTNAME SP APP-NAME SP PROCID SP MSGID
    let header =
      "<\(Self.facility * 8 + Self.severity(of: alert.event))>1 \(rfc3339(alert.changed, digits: 6))"
      + " \(Self.name(host, limit: 255)) chokepoint \(process) \(alert.event.rawValue)"
    // No structured data: its names need an enterprise number (section 6.3.2), and we have none.
    text = Self.cut(header + " - " + Self.words(of: alert))
  }

  /// Section 6.2.1, table 2.
  private static func severity(of event: Alert.Event) -> Int {
    switch event {
    case .open: 4  // warning
    case .worsened: 3  // error
    case .closed: 5  // notice
    }
  }

  private static func words(of alert: Alert) -> String {
    let facts = [
      ("key", alert.key), ("verdict", alert.verdict), ("cause", alert.cause),
      ("server", alert.server), ("account", alert.account ?? "-"),
    ]
    // What anybody may have put on the wire cannot end the message or begin another one.
    return terminalText(alert.sentence)
      + facts.map { " \($0.0)=\"\(quoted($0.1))\"" }.joined()
  }

  private static func quoted(_ text: String) -> String {
    var output = ""
    for character in terminalText(text) {
      if character == "\"" || character == "\\" { output.append("\\") }
      output.append(character)
    }
    return output
  }

  // HOSTNAME = NILVALUE / 1*255PRINTUSASCII
  private static func name(_ text: String, limit: Int) -> String {
    let name = text.unicodeScalars.filter { (33...126).contains($0.value) }.prefix(limit)
    return name.isEmpty ? "-" : String(String.UnicodeScalarView(name))
  }

  /// The beginning of a text, in whole characters.
  private static func cut(_ text: String) -> String {
    guard text.utf8.count > limit else { return text }
    var size = 0
    let whole = text.unicodeScalars.prefix { scalar in
      size += Unicode.UTF8.width(scalar)
      return size <= limit
    }
    return String(whole)
  }
}
