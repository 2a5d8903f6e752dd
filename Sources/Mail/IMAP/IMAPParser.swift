package import Bytes

/// Reads both directions of an IMAP connection (RFC 9051, RFC 3501).
///
/// The events are the same however the bytes were cut. Lines that lie within the chunk are read in
/// place; a line that does not is held up to its limit; literals are skipped without a copy. All
/// that is kept is bounded by `MailLimits`.
package struct IMAPParser {
  /// What the client's next line is, when no command is open.
  enum Dialogue {
    case commands
    /// After IDLE: DONE is due (RFC 2177).
    case idle
    /// After AUTHENTICATE: SASL messages up to the tagged answer.
    case sasl
  }

  let options: MailOptions
  var sides = FramerPair()
  /// A command that a literal interrupts.
  var command: OpenCommand?
  /// A response that a literal interrupts.
  var response: OpenResponse?
  var dialogue = Dialogue.commands
  /// The tag of the last AUTHENTICATE or IDLE: its answer ends the dialogue.
  var dialogueTag: TagKey?
  var tags = OutstandingTags()
  var signIns = SignIns()
  var inflation: Inflation?
  var facts = IMAPFacts()
  var malformations = MalformationLog()
  var drops = MailDrops()

  package init(options: MailOptions = MailOptions()) {
    self.options = options
    facts.isGreeted = options.midstream
    facts.isClientInStep = !options.midstream
    facts.isServerInStep = !options.midstream
  }

  /// What went in so far, and what the limits dropped.
  package var counters: MailCounters {
    MailCounters(
      bytes: PerSide(client: sides.client.bytes, server: sides.server.bytes), drops: drops)
  }

  /// Whether the side's next byte begins a command or a response.
  @inline(__always)
  package func isBetweenLines(_ side: Side) -> Bool {
    guard sides[side].isBetweenLines, sides.literalRemaining(of: side) == 0 else { return false }
    return side.isClient ? command == nil : response == nil
  }

  /// The same, asked of a parser in its place: to make the other call, it would be copied.
  package mutating func beginsLine(_ side: Side) -> Bool { isBetweenLines(side) }

  /// How many of the side's next bytes need not be shown to it.
  ///
  /// They lie inside a message, as most of a mail stream does, and do not end it. `mutating`, as the
  /// parser would be copied otherwise.
  package mutating func passable(from side: Side) -> Int {
    guard inflation == nil, command?.credentials == nil else { return 0 }
    return sides.passable(from: side)
  }

  /// Takes note of bytes that it was not shown, at most as many as `passable` said just before.
  package mutating func pass(_ count: Int, from side: Side) {
    sides[side].bytes.delivered += count
    sides[side].bytes.literals += count
    sides[side].intake.addSaturating(count)
    sides[side].literal.remaining -= Swift.min(count, sides[side].literal.remaining)
  }

  /// Takes in the side's next bytes, which are gone when this returns.
  package mutating func receive(
    _ bytes: Span<UInt8>, from side: Side, events: (MailEvent) -> Void
  ) {
    guard !bytes.isEmpty else { return }
    sides[side].bytes.delivered += bytes.count
    switch sides.phase(of: side) {
    case .open: read(bytes, from: side, events)
    case .unopened(let held): open(bytes, held: held, from: side, events)
    case .expectsTLS: beginTLS(bytes, from: side, events)
    case .closed(let closure): pass(bytes, closure, from: side, events)
    }
  }

  /// Takes note of `count` bytes that the capture does not hold.
  ///
  /// Inside a literal the framing survives; otherwise everything up to the next line end is
  /// dropped, as it may be a part of anything.
  package mutating func gap(_ count: Int, from side: Side, events: (MailEvent) -> Void) {
    var count = count
    guard count > 0 else { return }
    sides[side].intake.addSaturating(count)
    if case .closed = sides.phase(of: side) {
      sides[side].tls.loseTrack()
      sides[side].tlsRedaction.loseTrack()
      return
    }
    if sides.literalRemaining(of: side) > 0 {
      let lost = Swift.min(sides[side].literal.remaining, count)
      sides[side].literal.missing.addSaturating(lost)
      count -= lost
      advanceLiteral(by: lost, from: side)
    }
    guard count > 0 else { return }
    let malformation = malformations.gap(
      of: count, on: side, limit: options.limits.gapSizes, dropped: &drops.gaps)
    if let malformation { events(.malformed(malformation)) }
    sides[side].loseTrack()
    loseTrack(of: side)
  }

  /// Whether `finish` would have nothing to report.
  package var isIdle: Bool { command == nil && response == nil && !signIns.isAnyPending }

  /// Ends the connection: reports what was cut off and what never got its answer.
  package mutating func finish(events: (MailEvent) -> Void) {
    if let command = command.take() {
      events(.imapCommand(command.event(isCut: true)))
      if let signIn = command.signIn { signIns.begin(signIn, options.limits, &drops) }
    }
    if let response = response.take() {
      events(.untaggedCut(literals: response.literals))
    }
    signIns.abandonAll(events)
    sides.client.finish()
    sides.server.finish()
  }
}
