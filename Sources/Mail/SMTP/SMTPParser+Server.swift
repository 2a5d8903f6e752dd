import Bytes

extension SMTPParser {
  /// Reads a server line: a reply, or one of its lines.
  mutating func serverLine(_ line: Span<UInt8>, _ events: (MailEvent) -> Void) {
    guard let parts = SMTPReplyLine(line) else {
      report(.badReply, .server, events)
      return
    }
    let text = line.dropping(parts.textStart)
    var open = reply.take()
    if open == nil {
      open = OpenReply(code: parts.code)
      if !facts.isGreeted { open?.banner = signIns.text(text) }
    } else {
      if open?.code != parts.code { report(.codeMismatch, .server, events) }
      open?.lineCount += 1
      if parts.code == 250, mayHoldCapabilities {
        open?.capabilities.add(
          text, limit: options.limits.capabilities, dropped: &drops.capabilities)
      }
    }
    guard let open else { return }
    if parts.isContinued {
      reply = open
    } else {
      end(open, parts.code, text, events)
    }
  }

  /// Whether the reply that is coming in answers EHLO, or something that was not seen.
  private var mayHoldCapabilities: Bool {
    switch replies.first {
    case .command("EHLO"), .command("LHLO"), nil: true
    default: false
    }
  }

  /// Reports a reply whose last line has come, and does what it says.
  private mutating func end(
    _ open: OpenReply, _ code: Int, _ text: Span<UInt8>, _ events: (MailEvent) -> Void
  ) {
    guard facts.isGreeted else {
      facts.isGreeted = true
      let greeting = Greeting(
        status: nil, code: code, responseCode: nil, lineCount: open.lineCount,
        text: open.banner ?? signIns.text(text))
      events(.greeting(greeting))
      return
    }
    let isExpected = !replies.isEmpty
    let target = replies.removeFirst()
    let shown = shownText(code, text)
    events(
      .reply(SMTPReply(code: code, lineCount: open.lineCount, answers: target, text: shown)))
    if !open.capabilities.words.isEmpty { events(.capabilities(open.capabilities.words)) }
    guard let target else {
      if !isExpected, code != 421 { report(.unsolicitedReply, .server, events) }
      inferSignIn(code, text, events)
      return
    }
    obey(target, code, text, events)
  }

  /// A reply's text as events report it: a challenge by its length only.
  private func shownText(_ code: Int, _ text: Span<UInt8>) -> WireText {
    let shown = signIns.text(text)
    return code == 334 ? ShownLine.challenge(text, shown: shown, isDialogue: true) : shown
  }

  /// What a reply means for the client's next bytes.
  private mutating func obey(
    _ target: SMTPReplyTarget, _ code: Int, _ text: Span<UInt8>, _ events: (MailEvent) -> Void
  ) {
    switch target {
    case .command("DATA"): answerDATA(code, events)
    case .command("RCPT"): if code >= 400 { facts.recipients -= 1 }
    case .command("AUTH"), .saslResponse: advanceSignIn(code, text, events)
    case .command("STARTTLS"): answerSTARTTLS(code)
    case .command(let name): if SMTPVerb(rawValue: name) == nil { signIns.forgetMistyped() }
    case .message: break
    }
  }

  private mutating func answerDATA(_ code: Int, _ events: (MailEvent) -> Void) {
    let isEarly = earlyData.count > 0 || !sides.client.partial.isEmpty
    if code == 354 {
      mode = .message
      if isEarly { report(.dataBefore354, .client, events) }
      releasePartial(events)
    } else if case .awaiting354 = mode {
      mode = .commands
      if isEarly { report(.dataRefusedButSent, .client, events) }
    }
    releaseEarlyData(events)
  }

  /// Takes the beginning of a line for the message's: the client did not wait for the server.
  private mutating func releasePartial(_ events: (MailEvent) -> Void) {
    let partial = sides.client.takePartial()
    // It is taken in once more.
    sides.client.intake -= partial.count
    var offset = 0
    consume(partial.span, &offset, from: .client, events)
    earlyData.append(partial.span.dropping(offset))
  }

  private mutating func answerSTARTTLS(_ code: Int) {
    facts.awaitsTLS = false
    guard code == 220 else { return }
    if sides.client.phase == .open { sides.client.phase = .expectsTLS }
    if sides.server.phase == .open { sides.server.phase = .expectsTLS }
    replies.removeAll()
    sides.client.discardPartial()
    let early = earlyData.take().count
    sides.client.bytes.unfinished += early
    sides.client.intake.addSaturating(early)
  }
}
