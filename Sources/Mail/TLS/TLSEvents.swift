/// The kind of a TLS handshake message (RFC 8446, section 4).
package struct TLSHandshakeType: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let clientHello = Self(rawValue: 1)
  package static let serverHello = Self(rawValue: 2)
  package static let clientKeyExchange = Self(rawValue: 16)
}

/// A TLS alert that was sent in the clear (RFC 8446, section 6).
package struct TLSAlert: Codable, Hashable, Sendable {
  /// 1 is a warning, 2 is fatal.
  package var level: UInt8
  /// The alert's number in the registry, 40 for `handshake_failure`.
  package var code: UInt8

  package init(level: UInt8, code: UInt8) {
    self.level = level
    self.code = code
  }

  package var isFatal: Bool { level == 2 }
}

extension TLSAlert {
  /// The alert's name in the registry; nil for a number that it does not know.
  package var name: String? {
    switch code {
    case 0: "close_notify"
    case 10: "unexpected_message"
    case 20: "bad_record_mac"
    case 21: "decryption_failed"
    case 22: "record_overflow"
    case 40: "handshake_failure"
    case 42: "bad_certificate"
    case 43: "unsupported_certificate"
    case 44: "certificate_revoked"
    case 45: "certificate_expired"
    case 46: "certificate_unknown"
    case 47: "illegal_parameter"
    case 48: "unknown_ca"
    case 49: "access_denied"
    case 50: "decode_error"
    case 51: "decrypt_error"
    case 70: "protocol_version"
    case 71: "insufficient_security"
    case 80: "internal_error"
    case 86: "inappropriate_fallback"
    case 90: "user_canceled"
    case 109: "missing_extension"
    case 110: "unsupported_extension"
    case 112: "unrecognized_name"
    case 116: "certificate_required"
    case 120: "no_application_protocol"
    default: nil
    }
  }
}
