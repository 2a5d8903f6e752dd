import Bytes

/// An NTLM message by its signature and type (MS-NLMP, 2.2.1).
enum NTLMMessage {
  /// NTLM's message types.
  enum Kind: UInt32 {
    case negotiate = 1
    case challenge = 2
    case authenticate = 3
  }

  private static let typeOffset = 8

  /// The kind of message; nil when `bytes` do not begin as one.
  ///
  /// A single byte of the type is enough, as it is little-endian.
  static func kind(of bytes: Span<UInt8>) -> Kind? {
    guard bytes.count > typeOffset, bytes.hasPrefix("NTLMSSP\0") else { return nil }
    return Kind(rawValue: UInt32(bytes[typeOffset]))
  }
}

/// The names in an AUTHENTICATE_MESSAGE, NTLM's third (MS-NLMP, 2.2.1.3).
///
/// The responses beside them can be cracked offline and are never read.
struct NTLMAuthenticate {
  private enum Field {
    static let domain = 28
    static let user = 36
    static let workstation = 44
    static let fixedEnd = 52
    static let flags = 60
    static let flagsEnd = 64
  }

  private static let unicodeFlag: UInt32 = 1

  var domain: [UInt8]
  var user: [UInt8]
  var workstation: [UInt8]

  /// Nil when it is no such message, or the user's field points outside it.
  init?(_ message: Span<UInt8>) {
    guard NTLMMessage.kind(of: message) == .authenticate, message.count >= Field.fixedEnd,
      let user = Self.range(message, at: Field.user)
    else { return nil }
    let domain = Self.range(message, at: Field.domain) ?? 0..<0
    let workstation = Self.range(message, at: Field.workstation) ?? 0..<0
    let isUnicode = Self.isUnicode(message, ranges: [domain, user, workstation])
    self.domain = Self.text(message.extracting(domain), isUnicode)
    self.user = Self.text(message.extracting(user), isUnicode)
    self.workstation = Self.text(message.extracting(workstation), isUnicode)
  }

  /// The range that a length (2 bytes), a maximum (2) and an offset (4) describe.
  private static func range(_ message: Span<UInt8>, at field: Int) -> Range<Int>? {
    let length = Int(message.littleEndian(at: field, as: UInt16.self))
    let offset = Int(message.littleEndian(at: field + 4, as: UInt32.self))
    guard length > 0 else { return 0..<0 }
    guard offset <= message.count - length else { return nil }
    return offset..<(offset + length)
  }

  /// Whether the names are UTF-16LE.
  ///
  /// The flags may be absent: then the names begin before they would, and zero bytes tell.
  private static func isUnicode(_ message: Span<UInt8>, ranges: [Range<Int>]) -> Bool {
    let start = ranges.filter { !$0.isEmpty }.map(\.lowerBound).min() ?? message.count
    if message.count >= Field.flagsEnd, start >= Field.flagsEnd {
      let flags = message.littleEndian(at: Field.flags, as: UInt32.self)
      return flags & unicodeFlag != 0
    }
    return ranges.contains { message.extracting($0).firstOffset(of: 0) != nil }
  }

  /// The name as UTF-8; an OEM name as it stands.
  private static func text(_ bytes: Span<UInt8>, _ isUnicode: Bool) -> [UInt8] {
    let limit = MailLimits.name
    guard isUnicode else { return bytes.extracting(0..<Swift.min(bytes.count, limit)).copy() }
    var units: [UInt16] = []
    for unit in 0..<Swift.min(bytes.count / 2, limit) {
      units.append(bytes.littleEndian(at: unit * 2))
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  /// `DOMAIN\user`, or the user alone where there is no domain; empty for an anonymous client.
  var identity: SASLIdentity {
    let account = domain.isEmpty ? user : domain + Array("\\".utf8) + user
    var identity = SASLIdentity(account: WireText(account))
    if !workstation.isEmpty { identity.workstation = WireText(workstation) }
    return identity
  }
}
