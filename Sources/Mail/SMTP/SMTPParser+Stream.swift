import Bytes

extension SMTPParser {
  /// Decides on a side's first bytes: TLS from the first byte, or lines.
  mutating func open(
    _ bytes: Span<UInt8>, held: UInt8?, from side: Side, _ events: (MailEvent) -> Void
  ) {
    switch sides[side].opening(bytes, held: held, mayBeTLS: true) {
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
      consume(bytes, from: side, events)
    }
  }

  /// Reads bytes of an open side.
  mutating func consume(_ bytes: Span<UInt8>, from side: Side, _ events: (MailEvent) -> Void) {
    var offset = 0
    consume(bytes, &offset, from: side, events)
    if offset < bytes.count { earlyData.append(bytes.dropping(offset)) }
  }

  /// Reads on from `offset`, which it moves: to the end, or to where the client has to wait.
  mutating func consume(
    _ bytes: Span<UInt8>, _ offset: inout Int, from side: Side, _ events: (MailEvent) -> Void
  ) {
    while offset < bytes.count {
      guard sides.phase(of: side) == .open else {
        leave(bytes.dropping(offset), from: side, events)
        offset = bytes.count
        return
      }
      guard side.isClient else {
        readLine(bytes, &offset, from: side, events)
        continue
      }
      switch mode {
      case .commands: readLine(bytes, &offset, from: side, events)
      case .message: scanMessage(bytes, &offset, events)
      case .chunk: skipChunk(bytes, &offset, events)
      case .awaiting354:
        guard !mustWait(for: bytes.count - offset) else { return }
        mode = .message
        releaseEarlyData(events)
      }
    }
  }

  /// Whether what follows DATA waits for the server.
  ///
  /// It does not where the server is not in the capture, nor when it has become too much.
  private mutating func mustWait(for count: Int) -> Bool {
    if options.oneSided { return false }
    if earlyData.count + count <= options.limits.earlyData { return true }
    drops.awaitedReplies += 1
    return false
  }

  /// Reads what waited behind DATA; it may have to wait again, behind another DATA.
  mutating func releaseEarlyData(_ events: (MailEvent) -> Void) {
    guard earlyData.count > 0 else { return }
    let taken = earlyData.take()
    var offset = taken.start
    consume(taken.bytes.span, &offset, from: .client, events)
    earlyData.putBack(taken, from: offset)
  }

  private mutating func leave(
    _ rest: Span<UInt8>, from side: Side, _ events: (MailEvent) -> Void
  ) {
    switch sides.phase(of: side) {
    case .expectsTLS: beginTLS(rest, from: side, events)
    case .closed(let closure): pass(rest, closure, from: side, events)
    case .open, .unopened: break
    }
  }

  private mutating func readLine(
    _ bytes: Span<UInt8>, _ offset: inout Int, from side: Side, _ events: (MailEvent) -> Void
  ) {
    let start = offset
    let framed = sides[side].next(bytes, &offset, limit: options.limits.line)
    sides[side].intake.addSaturating(offset - start)
    switch framed {
    case .nothing, .dropped:
      break
    case .overlong:
      report(.lineTooLong, side, events)
    case .inPlace(let start, let scan):
      let length = scan.lineFeed + 1 - start
      handle(bytes.extracting(start..<scan.textEnd), scan, length, from: side, events)
    case .joined(let scan):
      let line = sides[side].takePartial()
      let length = line.count
      handle(line.span.extracting(0..<scan.textEnd), scan, length, from: side, events)
      sides[side].recycle(line)
    }
  }

  /// Checks a whole line's bytes and gives it to its side's grammar; `length` counts its end, too.
  private mutating func handle(
    _ line: Span<UInt8>, _ scan: LineScan, _ length: Int, from side: Side,
    _ events: (MailEvent) -> Void
  ) {
    if !scan.endsWithReturn { report(.bareLF, side, events) }
    let isFirst = sides.takesFirstLine(of: side)
    if isFirst {
      if OtherProtocol.isHTTPRequest(line) {
        report(.notSMTP, side, events)
        sides.client.phase = .closed(.foreign)
        sides.server.phase = .closed(.foreign)
        return
      }
    }
    if scan.marks.contains(.nul) { report(.nulByte, side, events) }
    if scan.marks.contains(.bareReturn) { report(.bareCR, side, events) }
    if scan.marks.contains(.control) { report(.controlCharacters, side, events) }
    if options.reportsLines {
      show(line, from: side, isFragment: isFirst && options.midstream, events)
    }
    if options.redacts { redact(line, scan, from: side, isFirst && options.midstream, events) }
    if side.isClient {
      clientLine(line, scan, length, events)
    } else {
      serverLine(line, events)
    }
  }

  /// Looks at the first bytes after STARTTLS was agreed.
  mutating func beginTLS(
    _ bytes: Span<UInt8>, from side: Side, _ events: (MailEvent) -> Void
  ) {
    if sides[side].beginsTLS(bytes) {
      events(.tls(side, isImplicit: false))
      pass(bytes, .tls, from: side, events)
    } else {
      report(!side.isClient ? .starttlsInjectedResponse : .starttlsWithoutTLS, side, events)
      pass(bytes, .foreign, from: side, events)
    }
  }

  /// Passes over bytes of a side that is not parsed any more.
  mutating func pass(
    _ bytes: Span<UInt8>, _ closure: SideFramer.Closure, from side: Side,
    _ events: (MailEvent) -> Void
  ) {
    if options.redacts, let event = sides[side].harmlessTLS(bytes, closure, from: side) {
      events(event)
    }
    sides[side].pass(bytes, closure, from: side, options.limits, &drops, events)
  }

  /// Reports a malformation unless it was reported before.
  mutating func report(
    _ kind: Malformation.Kind, _ side: Side, detail: String? = nil,
    _ events: (MailEvent) -> Void
  ) {
    let malformation = Malformation(side: side, kind: kind, detail: detail)
    if malformations.isNew(malformation) { events(.malformed(malformation)) }
  }
}
