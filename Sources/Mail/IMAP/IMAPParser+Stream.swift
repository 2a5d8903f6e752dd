import Bytes

extension IMAPParser {
  /// Decides on a side's first bytes: TLS from the first byte, or lines.
  mutating func open(
    _ bytes: Span<UInt8>, held: UInt8?, from side: Side, _ events: (MailEvent) -> Void
  ) {
    switch sides[side].opening(bytes, held: held, mayBeTLS: !options.midstream) {
    case .undecided: return
    case .tls:
      events(.tls(side, isImplicit: true))
      sides.client.phase = .closed(.tls)
      sides.server.phase = .closed(.tls)
      if let held {
        let first = [held]
        pass(first.span, .tls, from: side, events)
      }
      pass(bytes, .tls, from: side, events)
    case .lines:
      sides[side].admit(held: held)
      read(bytes, from: side, events)
    }
  }

  /// Reads bytes of an open side, through the decompressor after COMPRESS.
  mutating func read(_ bytes: Span<UInt8>, from side: Side, _ events: (MailEvent) -> Void) {
    if inflation != nil {
      inflate(bytes, from: side, events)
    } else {
      if !side.isClient { facts.hasServerSpoken = true }
      consume(bytes, from: side, events)
    }
  }

  /// Reads plain bytes: literals and lines in turn.
  mutating func consume(_ chunk: Span<UInt8>, from side: Side, _ events: (MailEvent) -> Void) {
    var offset = 0
    while offset < chunk.count {
      guard sides.phase(of: side) == .open else {
        leave(chunk.dropping(offset), from: side, events)
        return
      }
      if sides.literalRemaining(of: side) > 0 {
        skipLiteral(chunk, &offset, from: side, events)
        continue
      }
      let wasPlain = inflation == nil
      readLine(chunk, &offset, from: side, events)
      if wasPlain, inflation != nil, offset < chunk.count {
        inflate(chunk.dropping(offset), from: side, events)
        return
      }
    }
  }

  /// What is left of a chunk after a line in it ended the plain text.
  private mutating func leave(
    _ rest: Span<UInt8>, from side: Side, _ events: (MailEvent) -> Void
  ) {
    switch sides.phase(of: side) {
    case .expectsTLS: beginTLS(rest, from: side, events)
    case .closed(let closure): pass(rest, closure, from: side, events)
    case .open, .unopened: break
    }
  }

  private mutating func skipLiteral(
    _ chunk: Span<UInt8>, _ offset: inout Int, from side: Side, _ events: (MailEvent) -> Void
  ) {
    let count = Swift.min(sides[side].literal.remaining, chunk.count - offset)
    sides[side].intake.addSaturating(count)
    if options.redacts { redactLiteral(chunk.extracting(offset..<(offset + count)), side, events) }
    if side.isClient {
      let part = chunk.extracting(offset..<(offset + count))
      command?.credentials?.updateLogin { $0.receive(literal: part) }
    }
    sides[side].bytes.literals += count
    offset += count
    advanceLiteral(by: count, from: side)
  }

  /// Moves on in a literal, present or missing; at its end its gaps go to its command or response.
  mutating func advanceLiteral(by count: Int, from side: Side) {
    sides[side].literal.remaining -= count
    guard sides.literalRemaining(of: side) == 0 else { return }
    let missing = sides[side].literal.missing
    sides[side].literal.missing = 0
    if side.isClient {
      command?.missing.addSaturating(missing)
      command?.credentials?.updateLogin { $0.endLiteral(isWhole: missing == 0) }
    } else {
      response?.missing.addSaturating(missing)
    }
  }

  private mutating func readLine(
    _ chunk: Span<UInt8>, _ offset: inout Int, from side: Side, _ events: (MailEvent) -> Void
  ) {
    let start = offset
    let framed = sides[side].next(chunk, &offset, limit: options.limits.line)
    sides[side].intake.addSaturating(offset - start)
    switch framed {
    case .nothing, .dropped:
      break
    case .overlong:
      report(.lineTooLong, side, events)
      if side.isClient { loseTrack(of: side) }
    case .inPlace(let start, let scan):
      handle(chunk.extracting(start..<scan.textEnd), scan, from: side, events)
    case .joined(let scan):
      let line = sides[side].takePartial()
      handle(line.span.extracting(0..<scan.textEnd), scan, from: side, events)
      sides[side].recycle(line)
    }
  }

  /// Forgets the command or response that a side was in the middle of.
  mutating func loseTrack(of side: Side) {
    if side.isClient {
      command = nil
      facts.isClientLossy = true
      facts.isClientInStep = false
    } else {
      response = nil
      facts.isServerInStep = false
    }
  }

  /// Checks a whole line's bytes and gives it to its side's grammar.
  private mutating func handle(
    _ line: Span<UInt8>, _ scan: LineScan, from side: Side, _ events: (MailEvent) -> Void
  ) {
    if !scan.endsWithReturn { report(.bareLF, side, events) }
    let isFirst = sides.takesFirstLine(of: side)
    if isFirst {
      if OtherProtocol.isHTTPRequest(line) || OtherProtocol.isSSHBanner(line) {
        report(.notIMAP, side, events)
        sides.client.phase = .closed(.foreign)
        sides.server.phase = .closed(.foreign)
        return
      }
    }
    if !scan.marks.isDisjoint(with: .unusual) { checkCharacters(line, scan, side, events) }
    if options.reportsLines {
      show(line, from: side, isFragment: isFirst && options.midstream, events)
    }
    if options.redacts { redact(line, scan, from: side, isFirst && options.midstream, events) }
    if side.isClient {
      clientLine(line, scan, events)
    } else {
      serverLine(line, scan, events)
    }
  }

  private mutating func checkCharacters(
    _ line: Span<UInt8>, _ scan: LineScan, _ side: Side, _ events: (MailEvent) -> Void
  ) {
    if scan.marks.contains(.nul) { report(.nulByte, side, events) }
    if scan.marks.contains(.bareReturn) { report(.bareCR, side, events) }
    if scan.marks.contains(.control) { report(.controlCharacters, side, events) }
    guard scan.marks.contains(.eightBit) else { return }
    if !facts.isUTF8 {
      report(.eightBit, side, events)
    } else if !UTF8Check.isValid(line) {
      report(.badUTF8, side, events)
    }
  }
}
