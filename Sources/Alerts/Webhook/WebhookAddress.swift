import FoundationEssentials
import Reports

/// Where a webhook lives.
///
/// All but scheme, host and port is a secret: chat services put their token into the path or the
/// query, others take a user name and a password.
package struct WebhookAddress: Hashable, Sendable {
  package enum Problem: Error, Equatable, CustomStringConvertible {
    case malformed
    case scheme
    case host

    /// Never repeats the address.
    package var description: String {
      switch self {
      case .malformed: "a webhook's address is not a URL"
      case .scheme: "a webhook's address must begin with 'https://' or 'http://'"
      case .host: "a webhook's address names no host"
      }
    }
  }

  /// What is asked for: without user name, password and fragment.
  let url: String
  /// User name and password as Basic authentication carries them (RFC 7617, section 2).
  let credentials: String?
  /// Scheme, host and port.
  let shown: String

  package init(_ text: String) throws(Problem) {
    guard var parts = URLComponents(string: text) else { throw .malformed }
    guard let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme) else {
      throw .scheme
    }
    guard let host = parts.host, !host.isEmpty else { throw .host }
    if parts.user != nil || parts.password != nil {
      let pair = "\(parts.user ?? ""):\(parts.password ?? "")"
      credentials = "Basic " + Data(pair.utf8).base64EncodedString()
    } else {
      credentials = nil
    }
    parts.scheme = scheme
    parts.user = nil
    parts.password = nil
    parts.fragment = nil
    if parts.path.isEmpty { parts.path = "/" }
    guard let url = parts.string else { throw .malformed }
    self.url = url
    shown = terminalText("\(scheme)://\(host)" + (parts.port.map { ":\($0)" } ?? ""))
  }
}

extension WebhookAddress: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { shown }
  package var debugDescription: String { shown }
  /// Nothing that prints or dumps a value may show what is secret in it.
  package var customMirror: Mirror { Mirror(self, children: ["shown": shown]) }
}
