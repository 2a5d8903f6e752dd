extension Endpoint: CustomStringConvertible {
  /// `10.4.4.95:143` or `[2001:db8::1]:143` (RFC 5952, section 6).
  @usableFromInline
  package var description: String {
    address.isIPv4 ? "\(address):\(port)" : "[\(address)]:\(port)"
  }
}

extension Endpoint: LosslessStringConvertible {
  /// Reads what `description` prints; an IPv6 address must stand in brackets.
  @usableFromInline
  package init?(_ description: String) {
    guard let colon = description.lastIndex(of: ":") else { return nil }
    let digits = description[description.index(after: colon)...]
    let isPlain = digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
    guard isPlain, let port = UInt16(digits) else { return nil }
    let host = description[..<colon]
    let isBracketed = host.first == "[" && host.last == "]" && host.count > 2
    let inner = isBracketed ? host.dropFirst().dropLast() : host
    guard inner.contains(":") == isBracketed, let address = IPAddress(String(inner)) else {
      return nil
    }
    self.init(address: address, port: port)
  }
}
