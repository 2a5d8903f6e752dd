import Bytes

/// The sign-ins of a connection, and the secrets that they brought to light.
struct SignIns {
  private var pending: [SignIn] = []
  private var mask = SecretMask()
  /// The words of lines that are no commands, until the server's next answer.
  private var mistyped = SecretMask()
  /// What the server sent while the client's lines are missing.
  var trace = ContinuationTrace()

  /// Words of a mistyped line that are looked for in the server's answer.
  private static let mistypedWords = 4

  /// Whether a sign-in awaits its result.
  var isAnyPending: Bool { !pending.isEmpty }

  /// Follows a sign-in from here on; `initial` is its initial response as it stands on the wire.
  ///
  /// An initial response of `=` is empty (RFC 4959, section 3; RFC 4954, section 4).
  mutating func begin(
    _ signIn: SignIn, initial: [UInt8]? = nil, _ limits: MailLimits, _ drops: inout MailDrops
  ) {
    var signIn = signIn
    if let initial, initial != [UInt8(ascii: "=")] {
      remember(initial, isEncoded: true, limits, &drops)
      let secret = Base64.decode(initial.span).flatMap { signIn.receive($0) }
      if let secret { remember(secret, isEncoded: false, limits, &drops) }
    }
    guard pending.count < limits.signIns else {
      drops.signIns += 1
      return
    }
    pending.append(signIn)
  }

  /// Takes in the client's SASL message, `wire` as it was sent, for the sign-in with this tag.
  mutating func receive(
    wire: Span<UInt8>, decoded: [UInt8]?, tag: TagKey?, _ limits: MailLimits,
    _ drops: inout MailDrops
  ) {
    remember(wire.copy(), isEncoded: true, limits, &drops)
    guard let decoded, let position = position(of: tag) else { return }
    guard let secret = pending[position].receive(decoded) else { return }
    remember(secret, isEncoded: false, limits, &drops)
  }

  /// Looks for `secret` in all that the server says from here on.
  mutating func remember(
    _ secret: [UInt8], isEncoded: Bool, _ limits: MailLimits, _ drops: inout MailDrops
  ) {
    if mask.add(secret, isEncoded: isEncoded, limit: limits.secrets) { drops.secrets += 1 }
  }

  /// Looks for the words of a line that no command is, until the server has answered.
  ///
  /// It may be a password in the wrong place, and servers like to repeat what they do not know.
  mutating func remember(
    mistyped line: Span<UInt8>, _ limits: MailLimits, _ drops: inout MailDrops
  ) {
    var start = 0
    for _ in 0..<Self.mistypedWords where start < line.count {
      let end = line.wordEnd(from: start)
      let word = line.extracting(start..<end).copy()
      if word.count >= 4, mistyped.add(word, isEncoded: false, limit: limits.secrets) {
        drops.secrets += 1
      }
      start = end + 1
    }
  }

  /// The server has answered a mistyped line: its words need not be looked for any more.
  mutating func forgetMistyped() {
    if !mistyped.isEmpty { mistyped = SecretMask() }
  }

  /// Counts a continuation for the sign-in with this tag.
  mutating func `continue`(tag: TagKey?) {
    if let position = position(of: tag) { pending[position].continuations += 1 }
  }

  /// Notes the client's `*` for the sign-in with this tag.
  mutating func cancel(tag: TagKey?) {
    if let position = position(of: tag) { pending[position].isCancelled = true }
  }

  /// Takes the sign-in with this tag out, the oldest one for nil.
  mutating func end(tag: TagKey?) -> SignIn? {
    guard let position = position(of: tag) else { return nil }
    // Few connections sign in twice: the place is given back.
    defer { if pending.isEmpty { pending = [] } }
    return pending.remove(at: position)
  }

  private func position(of tag: TagKey?) -> Int? {
    pending.firstIndex { $0.tag == tag }
  }

  /// The server's words without the secrets of this connection, at most as many as an event keeps.
  func text(_ wire: Span<UInt8>) -> WireText {
    let text = code(wire)
    guard let masked = mistyped.masked(text.bytes.span, limit: MailLimits.text) else { return text }
    return WireText(masked, wireCount: masked.count + text.wireCount - text.bytes.count)
  }

  /// The same for a response code, where the words of a mistyped line do no harm.
  func code(_ wire: Span<UInt8>) -> WireText {
    guard let masked = mask.masked(wire, limit: MailLimits.text) else {
      return WireText(short: wire, limit: MailLimits.text)
    }
    return WireText(masked, wireCount: masked.count + Swift.max(0, wire.count - MailLimits.text))
  }

  /// Where secrets of this connection, and words of mistyped lines, stand in the server's words.
  func secrets(in wire: Span<UInt8>) -> [Range<Int>] {
    mask.ranges(in: wire) + mistyped.ranges(in: wire)
  }

  /// How the client's next message of the sign-in with this tag is to be read; nil without one.
  func expected(tag: TagKey?) -> (method: SASLMechanism, number: Int)? {
    position(of: tag).map { (pending[$0].method, pending[$0].messageCount) }
  }

  /// Gives up what still awaits its result, oldest first.
  mutating func abandonAll(_ events: (MailEvent) -> Void) {
    for signIn in pending { events(.authentication(signIn.ended(.abandoned, nil))) }
    pending = []
  }
}

extension SignIn {
  /// The event of a sign-in that has come to its end.
  func ended(_ result: Authentication.Result, _ response: WireText?) -> Authentication {
    Authentication(
      mechanism: mechanism, identity: identity, result: result, response: response,
      continuations: continuations, secretFingerprint: fingerprint)
  }
}
