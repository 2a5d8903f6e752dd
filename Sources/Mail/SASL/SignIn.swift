import Bytes

/// A sign-in that awaits its result.
struct SignIn {
  /// Which answer ends it: the command's tag in IMAP, the next final reply in SMTP.
  var tag: TagKey?
  /// As it is reported.
  var mechanism: String
  var method: SASLMechanism
  var identity: SASLIdentity?
  var fingerprint: UInt64?
  var continuations = 0
  var isCancelled = false
  /// Messages of the client so far, an initial response among them.
  private(set) var messageCount = 0

  init(tag: TagKey?, mechanism: String, method: SASLMechanism) {
    self.tag = tag
    self.mechanism = mechanism
    self.method = method
  }

  /// A LOGIN command's two arguments.
  init(tag: TagKey?, login: LoginArguments) {
    self.init(tag: tag, mechanism: "LOGIN", method: .unknown)
    identity = login.identity
    fingerprint = login.wholePassword.map(SecretFingerprint.of)
  }

  /// Reads the client's next message and returns the secret in it, decoded.
  mutating func receive(_ message: [UInt8]) -> [UInt8]? {
    let number = messageCount
    messageCount += 1
    let bytes = message.span
    if NTLMMessage.kind(of: bytes) != nil {
      identity = NTLMAuthenticate(bytes)?.identity ?? identity
      return nil
    }
    switch method {
    case .plain:
      guard let plain = PlainMessage(bytes) else { return message }
      identity = plain.identity
      return take(password: plain.password)
    case .login:
      if number > 0 { return take(password: message) }
      identity = SASLIdentity(account: WireText(bytes, limit: MailLimits.name))
      return nil
    case .oauth:
      let oauth = OAuthMessage(bytes)
      identity = oauth.identity ?? identity
      if !oauth.token.isEmpty { fingerprint = SecretFingerprint.of(oauth.token) }
      return oauth.token
    case .cramMD5:
      return readCRAM(bytes)
    case .digestMD5:
      identity = DigestMessage(bytes)?.identity ?? identity
    case .scram:
      identity = SCRAMMessage(bytes)?.identity ?? identity
    case .gssapi:
      identity = GSSToken.identity(bytes) ?? identity
    case .external:
      if !bytes.isEmpty {
        identity = SASLIdentity(account: WireText(bytes, limit: MailLimits.name))
      }
    case .ntlm, .unknown:
      break
    }
    return nil
  }

  /// CRAM-MD5's answer: the user, a space, the digest in hex (RFC 2195).
  private mutating func readCRAM(_ message: Span<UInt8>) -> [UInt8]? {
    var end = message.count - 1
    while end >= 0, message[end] != .space { end -= 1 }
    guard end > 0 else { return message.copy() }
    let user = message.extracting(0..<end)
    identity = SASLIdentity(account: WireText(user, limit: MailLimits.name))
    return message.dropping(end + 1).copy()
  }

  private mutating func take(password: [UInt8]) -> [UInt8] {
    fingerprint = SecretFingerprint.of(password)
    return password
  }
}
