import Bytes

extension IMAPParser {
  /// Reads a client line: a part of a dialogue, a command, or what follows a command's literal.
  mutating func clientLine(
    _ line: Span<UInt8>, _ scan: LineScan, _ events: (MailEvent) -> Void
  ) {
    if command != nil, var open = command.take() {
      open.credentials?.updateLogin { $0.read(line) }
      endLine(line, scan, &open, events)
      return
    }
    if continuesDialogue(line, events) { return }
    let parts = IMAPCommandLine(line)
    guard isCommand(parts, events) else { return }
    var open = OpenCommand(
      key: TagKey(parts.tag), tag: shownTag(parts), name: shownName(parts), verb: parts.verb)
    switch parts.verb {
    case .login:
      var arguments = LoginArguments()
      arguments.read(parts.arguments)
      open.credentials = .login(arguments)
    case .authenticate: open.credentials = credentials(parts)
    case .unknown, .experimental: signIns.remember(mistyped: line, options.limits, &drops)
    default: break
    }
    endLine(line, scan, &open, events)
  }

  /// A command's line has ended: so has the command, unless a literal follows.
  private mutating func endLine(
    _ line: Span<UInt8>, _ scan: LineScan, _ open: inout OpenCommand,
    _ events: (MailEvent) -> Void
  ) {
    open.lineBytes.addSaturating(line.count + 2)
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

  /// Whether a line holds a command; reports what is wrong with its beginning.
  private mutating func isCommand(
    _ parts: IMAPCommandLine, _ events: (MailEvent) -> Void
  ) -> Bool {
    guard !parts.line.isEmpty else {
      report(.emptyLine, .client, events)
      return false
    }
    if !parts.isTagValid { report(.badTag, .client, events) }
    guard parts.hasCommand else {
      report(.noCommand, .client, events)
      signIns.remember(mistyped: parts.line, options.limits, &drops)
      return false
    }
    return true
  }

  /// AUTHENTICATE's mechanism and initial response (RFC 9051, section 6.2.2; RFC 4959).
  private func credentials(_ parts: IMAPCommandLine) -> Credentials {
    guard let name = parts.rest.word(1) else {
      return .sasl(name: nil, method: .unknown, initial: nil)
    }
    return .sasl(
      name: shownMechanism(name), method: SASLMechanism(name),
      initial: parts.rest.word(2)?.copy())
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
    sides.client.literal.remaining = count
    if count == 0 { open.credentials?.updateLogin { $0.endLiteral(isWhole: true) } }
  }
}
