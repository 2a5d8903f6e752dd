import Bytes

extension IMAPParser {
  /// Reads a client line: a part of a dialogue, a command, or what follows a command's literal.
  mutating func clientLine(
    _ line: Span<UInt8>, _ scan: LineScan, _ events: (MailEvent) -> Void
  ) {
    var open: OpenCommand
    if let interrupted = command.take() {
      open = interrupted
      readArguments(line, &open)
    } else {
      if continuesDialogue(line, events) { return }
      guard let begun = beginCommand(line, events) else { return }
      open = begun
    }
    let isInsideQuotes = checkQuoting(line, scan, .client, events)
    if let size = LiteralSize(endOf: line) {
      if let count = number(line, size.digits, .client, events) {
        beginLiteral(count, size, &open, events)
        command = open
        return
      }
    } else if !isInsideQuotes, LiteralSize.isMalformed(endOf: line) {
      report(.badLiteral, .client, events)
    }
    endCommand(open, events)
  }

  /// Reads a line of IDLE or AUTHENTICATE; false when the line is a command after all.
  private mutating func continuesDialogue(
    _ line: Span<UInt8>, _ events: (MailEvent) -> Void
  ) -> Bool {
    switch dialogue {
    case .commands:
      return false
    case .idle:
      if line.isEqual(ignoringCase: "DONE") {
        events(.done)
        dialogue = .commands
        return true
      }
      report(.idleNotDone, .client, events)
      return line.firstOffset(of: .space) == nil
    case .sasl:
      // Where the server's answers are missing, nothing else shows that the dialogue is over.
      if options.oneSided, IMAPCommandLine(line).isPlausible { return false }
      readSASL(line, events)
      return true
    }
  }

  private mutating func readSASL(_ line: Span<UInt8>, _ events: (MailEvent) -> Void) {
    if line.count == 1, line[0] == UInt8(ascii: "*") {
      events(.saslCancelled)
      signIns.cancel(tag: dialogueTag)
      return
    }
    let message = Base64.decode(line)
    if message == nil { report(.badBase64, .client, events) }
    let kind = message.flatMap { SASLMessageKind($0.span) }
    events(.saslResponse(count: line.count, kind: kind))
    signIns.receive(
      wire: line, decoded: message, tag: dialogueTag, options.limits, &drops)
  }

  /// Reads a command's first line up to its arguments; nil when there is no command in it.
  private mutating func beginCommand(
    _ line: Span<UInt8>, _ events: (MailEvent) -> Void
  ) -> OpenCommand? {
    guard !line.isEmpty else {
      report(.emptyLine, .client, events)
      return nil
    }
    let parts = IMAPCommandLine(line)
    if !parts.isTagValid { report(.badTag, .client, events) }
    guard parts.hasCommand else {
      report(.noCommand, .client, events)
      signIns.remember(mistyped: line, options.limits, &drops)
      return nil
    }
    var open = OpenCommand(
      key: TagKey(parts.tag), tag: shownTag(parts), name: shownName(parts), verb: parts.verb)
    switch parts.verb {
    case .login: readArguments(parts.arguments, &open)
    case .authenticate: readMechanism(parts, &open)
    case .unknown, .experimental: signIns.remember(mistyped: line, options.limits, &drops)
    default: break
    }
    return open
  }

  /// Reads LOGIN's arguments, the announcement of a literal at the line's end left out.
  private func readArguments(_ text: Span<UInt8>, _ open: inout OpenCommand) {
    guard open.login != nil else { return }
    let end = LiteralSize(endOf: text)?.start ?? text.count
    open.login?.read(text.extracting(0..<end))
  }

  /// Reads AUTHENTICATE's mechanism and initial response (RFC 9051, section 6.2.2; RFC 4959).
  private func readMechanism(_ parts: IMAPCommandLine, _ open: inout OpenCommand) {
    guard let name = parts.rest.word(1) else { return }
    open.mechanism = shownMechanism(name)
    open.method = SASLMechanism(name)
    if let response = parts.rest.word(2) { open.initialResponse = response.copy() }
  }

  private mutating func beginLiteral(
    _ count: Int, _ size: LiteralSize, _ open: inout OpenCommand, _ events: (MailEvent) -> Void
  ) {
    if open.literals.count < options.limits.literals {
      open.literals.append(count)
    } else {
      drops.literals += 1
    }
    if size.isNonSynchronising, count > 4_096, facts.limitsLiterals {
      report(.nonsyncLiteralOver4096, .client, events)
    }
    literals.client.remaining = count
    if count == 0 { open.login?.endLiteral(isWhole: true) }
  }
}
