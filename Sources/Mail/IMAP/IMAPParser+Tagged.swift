import Bytes

extension IMAPParser {
  /// `tag OK|NO|BAD …`: the answer that ends a command.
  mutating func tagged(_ line: Span<UInt8>, _ events: (MailEvent) -> Void) {
    let tagEnd = line.wordEnd(from: 0)
    guard tagEnd > 0, tagEnd < line.count, let word = IMAPStatusWord(line, at: tagEnd + 1),
      word.status != .bye, word.status != .preauth
    else {
      report(.badResponse, .server, events)
      return
    }
    let tag = line.extracting(0..<tagEnd)
    let text = line.dropping(word.textStart)
    let code = responseCode(text, events)
    let key = TagKey(tag)
    let entry = tags.remove(key)
    if let entry {
      facts.isClientInStep = true
      facts.isServerInStep = true
      report(line, word, code, tag: entry.tag, command: entry.name, isCredible: true, events)
      endSignIn(line, word.status, entry.tag, key, events)
      end(entry, key, word.status, events)
    } else if let refused = takeRefused(key) {
      events(.imapCommand(refused.event(isLiteralRefused: true)))
      report(line, word, code, tag: refused.tag, command: refused.name, isCredible: true, events)
      if let signIn = refused.signIn { signIns.begin(signIn, options.limits, &drops) }
      endSignIn(line, word.status, refused.tag, key, events)
    } else {
      answerUnknown(line, tag, word, code, events)
    }
    announceCapabilities(text, code, isUntagged: false, events)
    if entry?.verb.isKnown != true { signIns.forgetMistyped() }
    signIns.trace = ContinuationTrace()
  }

  private mutating func report(
    _ line: Span<UInt8>, _ word: IMAPStatusWord, _ code: Range<Int>?, tag: WireText,
    command: String?, isCredible: Bool, _ events: (MailEvent) -> Void
  ) {
    let text = line.dropping(word.textStart)
    let answer = IMAPTagged(
      tag: tag, status: word.status, code: shown(text, code, isCredible: isCredible),
      text: isCredible ? signIns.text(text) : WireText([], wireCount: text.count),
      command: command)
    events(.tagged(answer))
  }

  /// The command whose synchronising literal this answer refuses: the literal was never sent.
  private mutating func takeRefused(_ key: TagKey) -> OpenCommand? {
    guard sides.client.literal.remaining > 0, command?.key == key else { return nil }
    sides.client.literal.remaining = 0
    return command.take()
  }

  /// Ends the sign-in that this answer is for.
  private mutating func endSignIn(
    _ line: Span<UInt8>, _ status: IMAPStatus, _ tag: WireText, _ key: TagKey,
    _ events: (MailEvent) -> Void
  ) {
    guard let signIn = signIns.end(tag: key) else { return }
    let result: Authentication.Result =
      switch status {
      case .ok: .accepted
      case _ where signIn.isCancelled: .abandoned
      case .no: .refused
      default: .error
      }
    events(.authentication(signIn.ended(result, response(line, tag: tag))))
  }

  /// The server's line with the tag in the form in which it is reported.
  private func response(_ line: Span<UInt8>, tag: WireText) -> WireText {
    var response = signIns.text(line.dropping(line.wordEnd(from: 0)))
    response.bytes = tag.bytes + response.bytes
    response.wireCount += tag.bytes.count
    return response
  }

  /// An answer to a tag that is not in use: the command was not seen, or there was none.
  private mutating func answerUnknown(
    _ line: Span<UInt8>, _ tag: Span<UInt8>, _ word: IMAPStatusWord, _ code: Range<Int>?,
    _ events: (MailEvent) -> Void
  ) {
    let isCredible = facts.isServerInStep || IMAPTag.isUnmistakable(tag)
    let isShown =
      options.keepsUnknownWords || (isCredible && IMAPTag.isConventional(tag))
    let shownTag = isShown ? WireText(tag, limit: MailLimits.name) : IMAPTag.hidden
    report(line, word, code, tag: shownTag, command: nil, isCredible: isCredible, events)
    if isCredible, isClientMissing {
      inferSignIn(line, word, code, tag: shownTag, events)
    }
    if !options.midstream { report(.unknownTag, .server, events) }
  }

  /// Whether commands of the client may be missing from the capture.
  private var isClientMissing: Bool {
    options.midstream || facts.isClientLossy || sides.client.bytes.delivered == 0
  }

  /// Reports a sign-in of which only the answer was seen.
  private mutating func inferSignIn(
    _ line: Span<UInt8>, _ word: IMAPStatusWord, _ code: Range<Int>?, tag: WireText,
    _ events: (MailEvent) -> Void
  ) {
    let start = word.textStart + (code.map { $0.upperBound + 1 } ?? 0)
    guard let isLoginCommand = IMAPSignInAnswer.isLoginCommand(line, from: start) else { return }
    let result: Authentication.Result =
      switch word.status {
      case .ok: .accepted
      case .no: .refused
      default: .error
      }
    let authentication = Authentication(
      mechanism: signIns.trace.mechanism(isLoginCommand: isLoginCommand), identity: nil,
      result: result, response: response(line, tag: tag),
      continuations: signIns.trace.continuationCount, isInferred: true)
    events(.authentication(authentication))
  }

  /// What a command's end means for the connection.
  private mutating func end(
    _ entry: OutstandingTags.Entry, _ key: TagKey, _ status: IMAPStatus,
    _ events: (MailEvent) -> Void
  ) {
    if dialogueTag == key {
      dialogue = .commands
      dialogueTag = nil
    }
    switch entry.verb {
    case .startTLS: endSTARTTLS(status, events)
    case .compress where status == .ok: beginCompression()
    default: break
    }
  }

  private mutating func endSTARTTLS(_ status: IMAPStatus, _ events: (MailEvent) -> Void) {
    facts.awaitsTLS = false
    guard status == .ok else {
      facts.wasTLSRefused = true
      if facts.isPreauthenticated { report(.preauthBlocksSTARTTLS, .server, events) }
      return
    }
    // No server agrees to TLS inside COMPRESS (RFC 4978, section 4); where it would begin is moot.
    guard inflation == nil else { return }
    if sides.client.phase == .open { sides.client.phase = .expectsTLS }
    if sides.server.phase == .open { sides.server.phase = .expectsTLS }
    sides.client.discardPartial()
    tags.removeAll()
  }
}
