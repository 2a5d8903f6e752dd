import Bytes

/// What may stand in the place of IMAP's bytes; the choices are those of the trace.
extension IMAPParser {
  /// Reports a whole line, its end included, without secrets and message text.
  func redact(
    _ line: Span<UInt8>, _ scan: LineScan, from side: Side, _ isFragment: Bool,
    _ events: (MailEvent) -> Void
  ) {
    // What is compressed cannot be replaced byte by byte.
    guard inflation == nil else { return }
    var redacted = RedactedLine(count: line.count)
    if side.isClient ? command != nil : response != nil {
      redactContinuation(line, side, &redacted)
    } else if !isFragment {
      if side.isClient { redactClient(line, &redacted) } else { redactServer(line, &redacted) }
    }
    events(.harmless(side, end: sides[side].intake, redacted.bytes + scan.ending))
  }

  /// Reports a literal that holds the user's name of a LOGIN command; others may hold anything.
  func redactLiteral(_ part: Span<UInt8>, _ side: Side, _ events: (MailEvent) -> Void) {
    guard side.isClient, inflation == nil, let count = command?.loginArgumentCount else { return }
    if count == 0 {
      events(.harmless(side, end: sides[side].intake, part.copy()))
    } else if part.count == sides[side].literal.remaining, part.count == command?.literals.last {
      // Other letters for a password that came whole: the same for the same one.
      events(.harmless(side, end: sides[side].intake, Substitute.text(for: part.copy())))
    }
  }

  private func redactContinuation(
    _ line: Span<UInt8>, _ side: Side, _ redacted: inout RedactedLine
  ) {
    if side.isClient, let count = command?.loginArgumentCount {
      LoginRedaction.keep(0..<line.count, of: line, after: count, in: &redacted)
    } else {
      redacted.keepLiteral(of: line)
    }
  }

  private func redactClient(_ line: Span<UInt8>, _ redacted: inout RedactedLine) {
    let parts = IMAPCommandLine(line)
    switch dialogue {
    case .idle where line.isEqual(ignoringCase: "DONE"):
      redacted.keep(0..<line.count, of: line)
      return
    case .sasl where !(options.oneSided && parts.isPlausible):
      redacted.write(answer: line, to: signIns.expected(tag: dialogueTag))
      return
    default: break
    }
    guard parts.knownName != nil, parts.hasCommand, facts.isClientInStep || isTagCredible(parts.tag)
    else { return }
    if isTagCredible(parts.tag) { redacted.keep(0..<parts.tag.count, of: line) }
    let start = line.count - parts.arguments.count
    redacted.keep(parts.tag.count..<start, of: line)
    redactArguments(start..<line.count, of: parts, line, &redacted)
  }

  private func redactArguments(
    _ arguments: Range<Int>, of parts: borrowing IMAPCommandLine, _ line: Span<UInt8>,
    _ redacted: inout RedactedLine
  ) {
    switch parts.verb {
    case .login: LoginRedaction.keep(arguments, of: line, after: 0, in: &redacted)
    case .authenticate:
      guard let mechanism = parts.rest.word(1), SASLMechanism.isName(mechanism) else { return }
      // From the command's word on: the space, the mechanism, and the space before a response.
      let end = min(line.count, arguments.lowerBound + 1 + mechanism.count)
      redacted.keep(arguments.lowerBound..<end, of: line)
      guard let response = parts.rest.word(2) else { return }
      redacted.keep(end..<min(line.count, end + 1), of: line)
      redacted.write(initial: response, SASLMechanism(mechanism), at: end + 1)
    case .discreet:
      if !arguments.isEmpty {
        redacted.keep(arguments.lowerBound..<(arguments.lowerBound + 1), of: line)
      }
      redacted.keepLiteral(of: line)
    default: redacted.keep(arguments, of: line, without: signIns)
    }
  }

  private func redactServer(_ line: Span<UInt8>, _ redacted: inout RedactedLine) {
    if line.hasPrefix("* ") {
      if IMAPStatusWord(line, at: 2) == nil {
        redactData(line, &redacted)
      } else if isCredible(status: line) {
        redacted.keep(0..<line.count, of: line, without: signIns)
      }
    } else if !line.isEmpty, line[0] == UInt8(ascii: "+"), line.count == 1 || line[1] == .space {
      redactContinuationRequest(line, &redacted)
    } else {
      redactTagged(line, &redacted)
    }
  }

  private func redactData(_ line: Span<UInt8>, _ redacted: inout RedactedLine) {
    guard let parts = IMAPUntaggedLine(line), let known = IMAPResponseName.all[line, parts.name],
      facts.isServerInStep
        || (parts.number != nil && line.hasPrefix(known.name, at: parts.name.lowerBound))
    else { return }
    redacted.keep(0..<parts.name.upperBound, of: line)
    if known.isOpen || (known.name == "ID" && facts.isServerInStep) {
      redacted.keep(parts.name.upperBound..<line.count, of: line, without: signIns)
    } else {
      let space = min(line.count, parts.name.upperBound + 1)
      redacted.keep(parts.name.upperBound..<space, of: line)
      redacted.keepLiteral(of: line)
    }
  }

  private func redactContinuationRequest(_ line: Span<UInt8>, _ redacted: inout RedactedLine) {
    redacted.keep(0..<min(2, line.count), of: line)
    guard line.count > 2, facts.isServerInStep else { return }
    let payload = line.dropping(2)
    if Base64.isAlphabetOnly(payload), payload.count % 4 == 0 {
      let method = dialogue == .sasl ? signIns.expected(tag: dialogueTag)?.method : nil
      redacted.write(SASLRedaction.challenge(payload, method), at: 2)
    } else {
      redacted.keep(2..<line.count, of: line, without: signIns)
    }
  }

  private func redactTagged(_ line: Span<UInt8>, _ redacted: inout RedactedLine) {
    let tag = line.extracting(0..<line.wordEnd(from: 0))
    guard tag.count < line.count, IMAPStatusWord(line, at: tag.count + 1) != nil,
      tags[TagKey(tag)] != nil || facts.isServerInStep || IMAPTag.isUnmistakable(tag)
    else { return }
    if isTagCredible(tag) { redacted.keep(0..<tag.count, of: line) }
    redacted.keep(tag.count..<line.count, of: line, without: signIns)
  }
}

extension OpenCommand {
  /// The arguments of a LOGIN command that were read whole; nil for another command.
  fileprivate var loginArgumentCount: Int? {
    guard case .login(let arguments) = credentials else { return nil }
    return arguments.count
  }
}
