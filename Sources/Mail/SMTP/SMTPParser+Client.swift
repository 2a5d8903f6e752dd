import Bytes

extension SMTPParser {
  /// Reads a client line: a SASL message, or a command; `length` counts the line's end, too.
  mutating func clientLine(
    _ line: Span<UInt8>, _ scan: LineScan, _ length: Int, _ events: (MailEvent) -> Void
  ) {
    if facts.isSigningIn {
      readSASL(line, events)
      return
    }
    if length > options.limits.smtpCommand { report(.commandTooLong, .client, events) }
    if scan.marks.contains(.eightBit), !line.contains(ignoringCase: "SMTPUTF8") {
      report(.eightBit, .client, events)
    }
    guard let parts = SMTPCommandLine(line) else {
      report(.badCommand, .client, events)
      readUnknown(line)
      events(.smtpCommand(SMTPCommand(name: "?", carriesSecret: false)))
      expectReply(to: .command("?"))
      return
    }
    if parts.verb == nil { readUnknown(line) }
    let name = shownName(parts)
    let command = command(parts, name: name, events)
    events(.smtpCommand(command))
    if parts.verb == nil { report(.unknownCommand, .client, events) }
    if parts.verb == .auth { beginSignIn(parts, command, events) }
    if facts.awaitsTLS { report(.starttlsInjectedCommand, .client, events) }
    execute(parts, name: name, events)
  }

  /// A command as events report it.
  private mutating func command(
    _ parts: SMTPCommandLine, name: String, _ events: (MailEvent) -> Void
  ) -> SMTPCommand {
    var command = SMTPCommand(name: name, carriesSecret: false)
    let arguments = parts.arguments
    switch parts.verb {
    case .mail, .rcpt:
      let path = EnvelopePath(arguments)
      if let range = path.range {
        command.address = WireText(arguments.extracting(range), limit: MailLimits.name)
      } else {
        report(.badPath, .client, events)
      }
      if path.hasSpace { report(.spaceAfterColon, .client, events) }
    case .auth:
      command.mechanism = shownMechanism(parts.mechanism)
      command.carriesSecret = parts.initialResponse != nil
    default: break
    }
    return command
  }

  /// What a command means for the lines that follow, and what its reply will answer.
  private mutating func execute(
    _ parts: SMTPCommandLine, name: String, _ events: (MailEvent) -> Void
  ) {
    switch parts.verb {
    case .bdat:
      beginChunk(parts.arguments, events)
      return
    case .rcpt: facts.recipients += 1
    case .data: mode = .awaiting354
    case .startTLS: facts.awaitsTLS = true
    default: break
    }
    if parts.verb != nil, parts.verb != .auth { facts.isSigningInUnseen = false }
    expectReply(to: .command(name))
  }

  /// Awaits a reply.
  mutating func expectReply(to target: SMTPReplyTarget) {
    if !replies.append(target, limit: options.limits.pendingReplies) { drops.commands += 1 }
  }

  /// A command's name as events report it.
  private func shownName(_ parts: SMTPCommandLine) -> String {
    if let verb = parts.verb { return verb.rawValue }
    return options.keepsUnknownWords ? String(upperCasingLatin1: parts.name) : "?"
  }

  /// A mechanism as events report it.
  func shownMechanism(_ name: Span<UInt8>) -> String {
    guard options.keepsUnknownWords || SASLMechanism.isName(name) else { return "?" }
    return String(upperCasingLatin1: name)
  }
}
