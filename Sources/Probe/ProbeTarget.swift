/// What a user typed for a server: `HOST`, `HOST:PORT`, `[IPv6]:PORT`.
package struct ProbeTarget: Hashable, Sendable {
  /// A name or an address, without brackets.
  package var host: String
  package var port: UInt16?

  /// Why the text names no server.
  package enum Problem: Error, Equatable, Sendable {
    case emptyHost
    case longHost
    /// A character that no name and no address has.
    case badCharacter
    case badPort
    case openBracket
  }

  /// Bytes that a domain name has at most (RFC 1035, section 2.3.4).
  private static let hostLimit = 253

  /// Two colons or more without brackets are an IPv6 address without a port.
  package init(_ text: String) throws(Problem) {
    let characters = text[...]
    var host = characters
    var port: Substring?
    if text.hasPrefix("[") {
      guard let end = characters.firstIndex(of: "]") else { throw .openBracket }
      host = characters[characters.index(after: characters.startIndex)..<end]
      let rest = characters[characters.index(after: end)...]
      if !rest.isEmpty {
        guard rest.first == ":" else { throw .badPort }
        port = rest.dropFirst()
      }
    } else if characters.filter({ $0 == ":" }).count == 1 {
      let colon = characters.firstIndex(of: ":") ?? characters.endIndex
      host = characters[..<colon]
      port = characters[characters.index(after: colon)...]
    }
    guard !host.isEmpty else { throw .emptyHost }
    guard host.utf8.count <= Self.hostLimit else { throw .longHost }
    guard host.utf8.allSatisfy(Self.isHostByte) else { throw .badCharacter }
    self.host = String(host)
    self.port = try port.map { (digits) throws(Problem) in try Self.number(digits) }
  }

  private static func number(_ digits: Substring) throws(Problem) -> UInt16 {
    guard digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let port = UInt16(digits), port > 0
    else { throw .badPort }
    return port
  }

  /// Letters, digits and what stands in names, addresses and scopes; nothing above ASCII.
  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: ".-_:%".utf8.contains(byte)
    }
  }
}

extension ProbeTarget.Problem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .emptyHost: "no host before the port"
    case .longHost: "a host has at most 253 bytes"
    case .badCharacter: "a host has letters, digits, dots and hyphens, in ASCII"
    case .badPort: "a port is a number from 1 to 65535"
    case .openBracket: "']' is missing"
    }
  }
}
