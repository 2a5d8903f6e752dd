import Bytes

extension IMAPParser {
  /// Reports a command whose last byte has come, and what is wrong with it.
  mutating func endCommand(_ command: OpenCommand, _ events: (MailEvent) -> Void) {
    events(.imapCommand(command.event()))
    if command.verb == .unknown { report(.unknownCommand, .client, events) }
    if !facts.isGreeted, !facts.hasServerSpoken { report(.clientBeforeGreeting, .client, events) }
    if tags.contains(command.key) { report(.tagReuse, .client, events) }
    if facts.awaitsTLS, command.verb != .startTLS {
      report(.starttlsInjectedCommand, .client, events)
    }
    let entry = OutstandingTags.Entry(tag: command.tag, name: command.name, verb: command.verb)
    drops.tags += tags.insert(entry, command.key, limit: options.limits.outstandingTags)
    if let credentials = command.credentials { beginSignIn(credentials, command, events) }
    switch command.verb {
    case .authenticate:
      dialogue = .sasl
      dialogueTag = command.key
    case .idle:
      dialogue = .idle
      dialogueTag = command.key
    case .startTLS: facts.awaitsTLS = true
    default: break
    }
  }

  private mutating func beginSignIn(
    _ credentials: Credentials, _ command: OpenCommand, _ events: (MailEvent) -> Void
  ) {
    if credentials.areCleartext {
      let kind: Malformation.Kind =
        facts.wasTLSRefused ? .cleartextAfterSTARTTLSRefused : .cleartextLogin
      report(kind, .client, events)
    }
    guard let signIn = command.signIn else { return }
    signIns.begin(signIn, initial: credentials.initialResponse, options.limits, &drops)
    if let password = credentials.password {
      signIns.remember(password, isEncoded: false, options.limits, &drops)
    }
  }

  /// The number that a line's digits write; reports one that is too large.
  mutating func number(
    _ line: Span<UInt8>, _ digits: Range<Int>, _ side: Side, _ events: (MailEvent) -> Void
  ) -> Int? {
    guard let number = DecimalNumber.read(line, digits) else {
      report(.numberOverflow, side, events)
      return nil
    }
    if number > UInt32.max { report(.numberOver32Bit, side, events) }
    return number
  }

  /// Reports an open quote or deep nesting at a line's end; true when a quote is open.
  ///
  /// A line without quotes and with fewer parentheses than the limit needs no second look.
  @discardableResult
  mutating func checkQuoting(
    _ line: Span<UInt8>, _ scan: LineScan, _ side: Side, _ events: (MailEvent) -> Void
  ) -> Bool {
    guard scan.marks.contains(.quote) || scan.openings > options.limits.nesting else {
      return false
    }
    let quoting = QuotingScan(line)
    if quoting.isInsideQuotes { report(.quotedUnterminated, side, events) }
    if quoting.depth > options.limits.nesting { report(.nestingLimit, side, events) }
    return quoting.isInsideQuotes
  }
}
