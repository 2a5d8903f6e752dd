/// Where a syslog daemon listens.
package enum SyslogAddress: Hashable, Sendable {
  /// A Unix datagram socket, usually `/dev/log`.
  case local(path: String)
  case udp(host: String, port: Int)
  case tcp(host: String, port: Int)

  package struct Problem: Error, Equatable, CustomStringConvertible {
    package var text: String
    package var description: String {
      "'\(text)' is none of PATH, 'udp:HOST[:PORT]' and 'tcp:HOST[:PORT]'"
    }
  }

  /// The port that both were given (RFC 5426, section 3.3; RFC 6587 names 514 as what is used).
  package static let usualPort = 514

  package static let usual = SyslogAddress.local(path: "/dev/log")

  /// A path, `udp:HOST[:PORT]` or `tcp:HOST[:PORT]`; IPv6 addresses stand in brackets.
  package init(_ text: String) throws(Problem) {
    let problem = Problem(text: text)
    if text.hasPrefix("/") {
      self = .local(path: text)
    } else if text.hasPrefix("udp:") {
      let (host, port) = try Self.hostAndPort(text.dropFirst(4), problem)
      self = .udp(host: host, port: port)
    } else if text.hasPrefix("tcp:") {
      let (host, port) = try Self.hostAndPort(text.dropFirst(4), problem)
      self = .tcp(host: host, port: port)
    } else {
      throw problem
    }
  }

  private static func hostAndPort(
    _ text: Substring, _ problem: Problem
  ) throws(Problem) -> (String, Int) {
    var host = text
    var rest = Substring()
    if text.first == "[", let end = text.firstIndex(of: "]") {
      host = text[text.index(after: text.startIndex)..<end]
      rest = text[text.index(after: end)...]
    } else if let colon = text.firstIndex(of: ":") {
      host = text[..<colon]
      rest = text[colon...]
    }
    guard !host.isEmpty, rest.isEmpty || rest.first == ":" else { throw problem }
    guard !rest.isEmpty else { return (String(host), usualPort) }
    guard let port = UInt16(rest.dropFirst()), port > 0 else { throw problem }
    return (String(host), Int(port))
  }
}

extension SyslogAddress: CustomStringConvertible {
  package var description: String {
    switch self {
    case .local(let path): path
    case .udp(let host, let port): "udp:" + Self.joined(host, port)
    case .tcp(let host, let port): "tcp:" + Self.joined(host, port)
    }
  }

  private static func joined(_ host: String, _ port: Int) -> String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }
}
