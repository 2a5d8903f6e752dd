import NIOCore

/// Where the metrics are served: an address of this machine and a port.
package struct MetricsEndpoint: Hashable, Sendable {
  package enum Problem: Error, Equatable, CustomStringConvertible {
    case malformed(String)
    case reachableByOthers(String)

    package var description: String {
      switch self {
      case .malformed(let text): "'\(text)' is none of PORT, ADDRESS:PORT and localhost:PORT"
      case .reachableByOthers(let text):
        "'\(text)' can be reached from other machines, which must be asked for"
      }
    }
  }

  package let host: String
  package let port: Int

  /// A port, or an address and a port; port 0 takes any that is free.
  ///
  /// What is served has no password. An address that other machines reach is therefore taken only
  /// where `openToOthers` says so.
  package init(_ text: String, openToOthers: Bool = false) throws(Problem) {
    var host = Substring("127.0.0.1")
    var digits = Substring(text)
    if let colon = text.lastIndex(of: ":") {
      host = text[..<colon]
      digits = text[text.index(after: colon)...]
    }
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      throw .malformed(text)
    }
    // The name is not looked up: whatever a resolver says, this machine is meant.
    let address = host == "localhost" ? "127.0.0.1" : String(host)
    guard let port = UInt16(digits), let socket = try? SocketAddress(ipAddress: address, port: 0)
    else { throw .malformed(text) }
    guard openToOthers || Self.isLoopback(socket) else { throw .reachableByOthers(text) }
    self.host = address
    self.port = Int(port)
  }

  /// 127.0.0.0/8 (RFC 1122, section 3.2.1.3) and ::1 (RFC 4291, section 2.5.3).
  private static func isLoopback(_ address: SocketAddress) -> Bool {
    switch address {
    case .v4: address.ipAddress?.hasPrefix("127.") == true
    case .v6: address.ipAddress == "::1"
    case .unixDomainSocket: false
    }
  }
}
