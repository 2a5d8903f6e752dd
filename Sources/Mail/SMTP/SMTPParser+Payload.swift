import Bytes

extension SMTPParser {
  /// BDAT (RFC 3030, section 2): `size [SP LAST]`.
  mutating func beginChunk(_ arguments: Span<UInt8>, _ events: (MailEvent) -> Void) {
    let end = DecimalNumber.end(arguments, from: 0)
    let rest = arguments.dropping(end)
    let isLast = rest.isEqual(ignoringCase: " LAST")
    guard end > 0, rest.isEmpty || isLast, let count = DecimalNumber.read(arguments, 0..<end) else {
      report(.badNumber, .client, events)
      expectReply(to: .command(SMTPVerb.bdat.rawValue))
      return
    }
    chunk = Chunk(count: count, remaining: count, isLast: isLast)
    mode = .chunk
    if count == 0 { endChunk(events) }
  }

  /// Passes over bytes of a chunk.
  mutating func skipChunk(
    _ bytes: Span<UInt8>, _ offset: inout Int, _ events: (MailEvent) -> Void
  ) {
    let count = Swift.min(chunk.remaining, bytes.count - offset)
    sides.client.bytes.literals += count
    sides.client.intake.addSaturating(count)
    offset += count
    advanceChunk(by: count, events)
  }

  private mutating func advanceChunk(by count: Int, _ events: (MailEvent) -> Void) {
    chunk.remaining -= count
    if chunk.remaining == 0 { endChunk(events) }
  }

  private mutating func endChunk(_ events: (MailEvent) -> Void) {
    mode = .commands
    events(.chunk(count: chunk.count, isLast: chunk.isLast))
    chunkedCount.addSaturating(chunk.count)
    if chunk.isLast {
      events(.message(SMTPMessage(count: chunkedCount, missing: missing, end: .bdat)))
      chunkedCount = 0
      missing = 0
    }
    expectReply(to: .command(SMTPVerb.bdat.rawValue))
  }

  /// Takes missing bytes for those of the message or chunk that is being sent; returns the rest.
  mutating func losePayload(_ count: Int, _ events: (MailEvent) -> Void) -> Int {
    switch mode {
    case .message:
      missing.addSaturating(count)
      return 0
    case .chunk:
      let lost = Swift.min(count, chunk.remaining)
      missing.addSaturating(lost)
      advanceChunk(by: lost, events)
      return count - lost
    case .commands, .awaiting354:
      return count
    }
  }

  /// Reads a message up to its end.
  mutating func scanMessage(
    _ bytes: Span<UInt8>, _ offset: inout Int, _ events: (MailEvent) -> Void
  ) {
    let start = offset
    let isEnd = message.scan(bytes, &offset)
    sides.client.bytes.messages += offset - start
    sides.client.intake.addSaturating(offset - start)
    if isEnd, options.redacts { redactMessageEnd(events) }
    if isEnd { endMessage(events) }
  }

  private mutating func endMessage(_ events: (MailEvent) -> Void) {
    for finding in message.dots.findings {
      report(
        finding.isFollowedByCommand ? .smugglingEndOfData : .oddEndOfData, .client,
        detail: finding.variant, events)
    }
    if message.hasBareLineFeed { report(.bareLFInData, .client, events) }
    if message.hasBareReturn { report(.bareCRInData, .client, events) }
    if message.hasNUL { report(.nulByte, .client, events) }
    if message.hasLine(longerThan: options.limits.smtpLine) { report(.longLine, .client, events) }
    let count = message.unstuffedCount(isEnded: true)
    events(.message(SMTPMessage(count: count, missing: missing, end: .dot)))
    missing = 0
    message = MessageScanner()
    mode = .commands
    for _ in 0..<(options.lmtp ? Swift.max(facts.recipients, 1) : 1) { expectReply(to: .message) }
    facts.recipients = 0
  }
}
