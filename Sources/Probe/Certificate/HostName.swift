import Bytes
import NIOCore

/// A host as a certificate may name it (RFC 6125, section 6.4).
struct HostName {
  private let text: [UInt8]
  /// The bytes of an address; nil for a name.
  let address: [UInt8]?

  init(_ host: String) {
    let host = host.hasSuffix(".") ? String(host.dropLast()) : host
    text = Array(host.lowercased().utf8)
    address = Self.addressBytes(of: host)
  }

  /// Whether the certificate is for this host, by its subject's other names alone.
  func isNamed(by certificate: Certificate) -> Bool {
    if let address { return certificate.addresses.contains(address) }
    return certificate.names.contains { fits(String(decoding: $0.bytes, as: UTF8.self)) }
  }

  /// Whether a name, or `*.` and a name of two labels at least, stands for this host.
  private func fits(_ pattern: String) -> Bool {
    let pattern = Array(pattern.lowercased().utf8)
    if pattern == text { return true }
    guard pattern.starts(with: "*.".utf8), let dot = text.firstIndex(of: UInt8(ascii: "."))
    else { return false }
    let parent = text[dot...]
    return dot > 0 && pattern.dropFirst().elementsEqual(parent)
      && parent.dropFirst().contains(UInt8(ascii: "."))
  }

  private static func addressBytes(of host: String) -> [UInt8]? {
    guard let address = try? SocketAddress(ipAddress: host, port: 0) else { return nil }
    // The packed form, by way of NIO's own text: `a.b.c.d`, or groups of IPv6.
    guard let text = address.ipAddress else { return nil }
    if case .v4 = address { return text.split(separator: ".").compactMap { UInt8($0) } }
    return AddressGroups.bytes(of: text)
  }
}

/// The sixteen bytes of an IPv6 address in its written form (RFC 4291, section 2.2).
enum AddressGroups {
  static func bytes(of text: String) -> [UInt8]? {
    let text = text.prefix { $0 != "%" }
    guard let gap = text.firstRange(of: "::") else { return groups(text, limit: 16) }
    guard let head = groups(text[..<gap.lowerBound], limit: 16),
      let tail = groups(text[gap.upperBound...], limit: 16), head.count + tail.count <= 14
    else { return nil }
    return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
  }

  private static func groups(_ text: Substring, limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    for group in text.split(separator: ":") {
      if group.contains(".") {
        let parts = group.split(separator: ".").compactMap { UInt8($0) }
        guard parts.count == 4 else { return nil }
        bytes += parts
      } else {
        guard let value = UInt16(group, radix: 16) else { return nil }
        bytes += [UInt8(value >> 8), UInt8(value & 0xff)]
      }
    }
    return bytes.count <= limit ? bytes : nil
  }
}
