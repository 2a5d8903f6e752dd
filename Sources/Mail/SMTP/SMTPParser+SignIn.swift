import Bytes

extension SMTPParser {
  /// AUTH begins (RFC 4954): `mechanism [SP initial-response]`.
  mutating func beginSignIn(
    _ parts: SMTPCommandLine, _ command: SMTPCommand, _ events: (MailEvent) -> Void
  ) {
    let method = SASLMechanism(parts.mechanism)
    if method == .plain || method == .login { report(.cleartextLogin, .client, events) }
    let signIn = SignIn(tag: nil, mechanism: command.mechanism ?? "?", method: method)
    let initial = parts.initialResponse?.copy()
    signIns.begin(signIn, initial: initial, options.limits, &drops)
    facts.isSigningInUnseen = options.oneSided
  }

  /// Reads a client line of a SASL dialogue.
  mutating func readSASL(_ line: Span<UInt8>, _ events: (MailEvent) -> Void) {
    if line.count == 1, line[0] == UInt8(ascii: "*") {
      events(.saslCancelled)
      signIns.cancel(tag: nil)
    } else {
      let message = Base64.decode(line)
      if message == nil { report(.badBase64, .client, events) }
      let kind = message.flatMap { SASLMessageKind($0.span) }
      events(.saslResponse(count: line.count, kind: kind))
      signIns.receive(wire: line, decoded: message, tag: nil, options.limits, &drops)
    }
    expectReply(to: .saslResponse)
  }

  /// Reads a line that no command is: a SASL message where the server's 334 is not in the capture,
  /// or something mistyped.
  mutating func readUnknown(_ line: Span<UInt8>) {
    if facts.isSigningInUnseen {
      signIns.receive(
        wire: line, decoded: Base64.decode(line), tag: nil, options.limits, &drops)
    } else {
      signIns.remember(mistyped: line, options.limits, &drops)
    }
  }

  /// Goes on with a sign-in, or ends it, by the reply to AUTH or to a SASL message.
  mutating func advanceSignIn(
    _ code: Int, _ text: Span<UInt8>, _ events: (MailEvent) -> Void
  ) {
    facts.isSigningIn = code == 334
    facts.isSigningInUnseen = false
    guard code != 334 else {
      signIns.continue(tag: nil)
      return
    }
    guard let signIn = signIns.end(tag: nil) else { return }
    let result: Authentication.Result =
      switch code {
      case 200..<300: .accepted
      case _ where signIn.isCancelled: .abandoned
      case 500..<600: .refused
      default: .error
      }
    events(.authentication(signIn.ended(result, response(code, text))))
  }

  /// Reports a sign-in of which only the server's side was seen.
  mutating func inferSignIn(_ code: Int, _ text: Span<UInt8>, _ events: (MailEvent) -> Void) {
    guard options.midstream || facts.isClientLossy || sides.client.bytes.delivered == 0 else {
      return
    }
    guard code != 334 else {
      signIns.trace.receive(text)
      return
    }
    let result: Authentication.Result? =
      switch code {
      case 235: .accepted
      case 534, 535, 538: .refused
      case 432, 454: .error
      default: nil
      }
    // 454 is STARTTLS's refusal, too, and 432 a limit's: only a dialogue makes a sign-in of them.
    if let result, code == 235 || code >= 500 || signIns.trace.continuationCount > 0 {
      let authentication = Authentication(
        mechanism: signIns.trace.mechanism(isLoginCommand: false), identity: nil,
        result: result, response: response(code, text),
        continuations: signIns.trace.continuationCount, isInferred: true)
      events(.authentication(authentication))
    }
    signIns.trace = ContinuationTrace()
  }

  /// A reply's last line as events report it, the code in front.
  private func response(_ code: Int, _ text: Span<UInt8>) -> WireText {
    var shown = ShownLine("\(code) ")
    shown.append(signIns.text(text))
    return shown.text
  }
}
