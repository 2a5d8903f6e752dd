import Bytes

/// A client's SASL message without its secret, in as many bytes and of the same shape.
enum SASLRedaction {
  /// The message as it goes on the wire, base64 of the same length.
  ///
  /// `number` counts the client's messages from 0. What cannot be read is replaced wholly.
  static func wire(_ wire: Span<UInt8>, _ method: SASLMechanism?, number: Int) -> [UInt8] {
    guard let message = Base64.decode(wire) else { return unreadable(wire) }
    return encoded(redacted(message, method ?? .unknown, number: number), like: wire)
  }

  /// A challenge or final message of the server, likewise.
  static func challenge(_ wire: Span<UInt8>, _ method: SASLMechanism?) -> [UInt8] {
    guard let message = Base64.decode(wire) else { return unreadable(wire) }
    return encoded(redactedChallenge(message, method), like: wire)
  }

  /// Base64 of as many digits, which stand for zeros; filler for anything else.
  private static func unreadable(_ wire: Span<UInt8>) -> [UInt8] {
    guard Base64.isAlphabetOnly(wire) else {
      return [UInt8](repeating: RedactedLine.filler, count: wire.count)
    }
    return (0..<wire.count).map {
      wire[$0] == UInt8(ascii: "=") ? UInt8(ascii: "=") : UInt8(ascii: "A")
    }
  }

  private static func encoded(_ message: [UInt8], like wire: Span<UInt8>) -> [UInt8] {
    var digits = Base64.encode(message)
    // Superfluous padding behind a whole group is let pass where it is read.
    while digits.count < wire.count { digits.append(UInt8(ascii: "=")) }
    return digits.count == wire.count ? digits : unreadable(wire)
  }

  private static func redacted(
    _ message: [UInt8], _ method: SASLMechanism, number: Int
  ) -> [UInt8] {
    if message.isEmpty { return message }
    if method == .gssapi { return GSSRedaction.redacted(message) }
    if NTLMMessage.kind(of: message.span) != nil { return NTLMRedaction.redacted(message) }
    switch method {
    case .plain: return plain(message)
    case .login: return number == 0 ? message : Substitute.text(for: message)
    case .oauth: return OAuthRedaction.redacted(message)
    case .cramMD5: return cram(message)
    case .digestMD5: return DigestRedaction.redacted(message)
    case .scram: return SCRAMRedaction.redacted(message)
    case .external: return message
    case .ntlm, .gssapi, .unknown: return zeros(message)
    }
  }

  private static func redactedChallenge(
    _ message: [UInt8], _ method: SASLMechanism?
  ) -> [UInt8] {
    let bytes = message.span
    if NTLMMessage.kind(of: bytes) == .challenge { return message }
    switch method {
    case .login, .plain, .oauth, .cramMD5, .external: return message
    case .digestMD5: return DigestRedaction.redacted(message)
    case .scram: return SCRAMRedaction.redacted(message)
    case .gssapi: return GSSRedaction.redacted(message)
    case .ntlm, .unknown: return zeros(message)
    case nil:
      let isPrompt =
        bytes.hasPrefix(ignoringCase: "USER") || bytes.hasPrefix(ignoringCase: "PASS")
      return isPrompt || bytes.hasPrefix("<") ? message : zeros(message)
    }
  }

  private static func zeros(_ message: [UInt8]) -> [UInt8] {
    [UInt8](repeating: 0, count: message.count)
  }

  /// All up to the second NUL, and another password.
  private static func plain(_ message: [UInt8]) -> [UInt8] {
    guard let plain = PlainMessage(message.span) else { return Substitute.text(for: message) }
    return Array(message.dropLast(plain.password.count)) + Substitute.text(for: plain.password)
  }

  /// The user, and zeros for the digest, from which a password could be guessed.
  private static func cram(_ message: [UInt8]) -> [UInt8] {
    guard let space = message.lastIndex(of: .space), space > 0 else {
      return Substitute.text(for: message)
    }
    let digest = [UInt8](repeating: UInt8(ascii: "0"), count: message.count - space - 1)
    return message[...space] + digest
  }
}

extension Base64 {
  /// The digits of `bytes`, padded.
  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    let rest = bytes.count % 3
    let filled = rest == 0 ? bytes : bytes + [UInt8](repeating: 0, count: 3 - rest)
    var digits = digits(of: filled, alignment: 0)
    for place in 0..<(rest == 0 ? 0 : 3 - rest) { digits[digits.count - 1 - place] = 0x3d }
    return digits
  }
}
