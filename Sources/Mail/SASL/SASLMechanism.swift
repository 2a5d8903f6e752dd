import Bytes

/// How the messages of a SASL mechanism are to be read.
enum SASLMechanism: Sendable {
  case plain
  case login
  case ntlm
  /// XOAUTH2 and OAUTHBEARER (RFC 7628).
  case oauth
  case cramMD5
  case digestMD5
  case scram
  /// GSSAPI, GSS-SPNEGO and their kin: Kerberos or NTLM inside.
  case gssapi
  case external
  case unknown
}

extension SASLMechanism {
  private static let known = Vocabulary<SASLMechanism>([
    ("PLAIN", .plain), ("LOGIN", .login), ("NTLM", .ntlm), ("MSN", .ntlm),
    ("XOAUTH2", .oauth), ("OAUTHBEARER", .oauth), ("XOAUTH", .unknown),
    ("CRAM-MD5", .cramMD5), ("DIGEST-MD5", .digestMD5), ("EXTERNAL", .external),
    ("GSSAPI", .gssapi), ("GSS-SPNEGO", .gssapi), ("SPNEGO", .gssapi), ("NEGOTIATE", .gssapi),
    ("GS2-KRB5", .gssapi), ("GS2-KRB5-PLUS", .gssapi),
  ])

  /// The mechanism that `name` names, letters of either case.
  init(_ name: Span<UInt8>) {
    if name.hasPrefix(ignoringCase: "SCRAM-") {
      self = .scram
    } else {
      self = Self.known[name, 0..<name.count] ?? .unknown
    }
  }

  /// Whether `name` may be a mechanism's: 1 to 20 letters, digits, hyphens and underscores
  /// (RFC 4422, section 3.1).
  static func isName(_ name: Span<UInt8>) -> Bool {
    guard (1...20).contains(name.count) else { return false }
    for index in name.indices {
      guard name[index].isWordCharacter || name[index] == UInt8(ascii: "-") else { return false }
    }
    return true
  }
}
