import Bytes

/// What may stand in the place of SMTP's bytes; the choices are those of the trace.
extension SMTPParser {
  /// Reports a whole line, its end included, without secrets.
  func redact(
    _ line: Span<UInt8>, _ scan: LineScan, from side: Side, _ isFragment: Bool,
    _ events: (MailEvent) -> Void
  ) {
    var redacted = RedactedLine(count: line.count)
    if !isFragment {
      if side.isClient { redactClient(line, &redacted) } else { redactServer(line, &redacted) }
    }
    events(.harmless(side, end: sides[side].intake, redacted.bytes + scan.ending))
  }

  /// Reports the lone dot that ended a message.
  func redactMessageEnd(_ events: (MailEvent) -> Void) {
    let ending: [UInt8] = [UInt8(ascii: "."), .carriageReturn, .lineFeed]
    events(.harmless(.client, end: sides.client.intake, ending))
  }

  private func redactClient(_ line: Span<UInt8>, _ redacted: inout RedactedLine) {
    let parts = SMTPCommandLine(line)
    if facts.isSigningIn || (facts.isSigningInUnseen && parts?.verb == nil) {
      redacted.write(answer: line, to: signIns.expected(tag: nil))
      return
    }
    guard let parts, let verb = parts.verb else { return }
    let start = min(line.count, parts.name.count + 1)
    redacted.keep(0..<start, of: line)
    switch verb {
    case .ehlo, .helo, .lhlo, .mail, .rcpt, .bdat, .etrn:
      redacted.keep(start..<line.count, of: line, without: signIns)
    case .auth: redactAuth(parts, at: start, line, &redacted)
    default: break
    }
  }

  private func redactAuth(
    _ parts: borrowing SMTPCommandLine, at start: Int, _ line: Span<UInt8>,
    _ redacted: inout RedactedLine
  ) {
    let mechanism = parts.mechanism
    guard SASLMechanism.isName(mechanism) else { return }
    let end = start + mechanism.count
    redacted.keep(start..<end, of: line)
    guard let response = parts.initialResponse else { return }
    redacted.keep(end..<min(line.count, end + 1), of: line)
    redacted.write(initial: response, SASLMechanism(mechanism), at: end + 1)
  }

  private func redactServer(_ line: Span<UInt8>, _ redacted: inout RedactedLine) {
    guard let parts = SMTPReplyLine(line) else { return }
    redacted.keep(0..<parts.textStart, of: line)
    let text = line.dropping(parts.textStart)
    if parts.code == 334, Base64.isAlphabetOnly(text), text.count % 4 == 0 {
      redacted.write(
        SASLRedaction.challenge(text, signIns.expected(tag: nil)?.method), at: parts.textStart)
    } else {
      redacted.keep(parts.textStart..<line.count, of: line, without: signIns)
    }
  }
}
