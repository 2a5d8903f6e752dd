package import Bytes

/// Reads both directions of an SMTP connection (RFC 5321), or an LMTP one (RFC 2033).
///
/// The events are the same however the bytes were cut. Lines that lie within the chunk are read in
/// place; a line that does not is held up to its limit; messages and BDAT chunks are passed over
/// without a copy. All that is kept is bounded by `MailLimits`.
package struct SMTPParser {
  /// What the client's next bytes are.
  enum Mode {
    case commands
    /// Behind DATA: a message if the server agrees, else commands.
    case awaiting354
    case message
    case chunk
  }

  /// A BDAT chunk (RFC 3030, section 2).
  struct Chunk {
    var count = 0
    var remaining = 0
    var isLast = false
  }

  /// A reply whose last line has not come.
  struct OpenReply {
    /// The code of its first line.
    var code: Int
    var lineCount = 1
    var capabilities = CapabilityList()
    /// The text of a banner's first line, which names the server.
    var banner: WireText?
  }

  let options: MailOptions
  var sides = FramerPair()
  var mode = Mode.commands
  var earlyData = EarlyData()
  var message = MessageScanner()
  var chunk = Chunk()
  /// The sum of the chunks of the message that BDAT is sending.
  var chunkedCount = 0
  /// Bytes of messages and chunks that fell into gaps since the last message.
  var missing = 0
  var replies = ReplyQueue()
  var reply: OpenReply?
  var signIns = SignIns()
  var facts = SMTPFacts()
  var malformations = MalformationLog()
  var drops = MailDrops()

  package init(options: MailOptions = MailOptions()) {
    self.options = options
    facts.isGreeted = options.midstream
  }

  /// What went in so far, and what the limits dropped.
  package var counters: MailCounters {
    MailCounters(
      bytes: PerSide(client: sides.client.bytes, server: sides.server.bytes), drops: drops)
  }

  /// Whether the side's next byte begins a command or a reply.
  @inline(__always)
  package func isBetweenLines(_ side: Side) -> Bool {
    guard sides[side].isBetweenLines else { return false }
    guard side.isClient else { return reply == nil }
    if case .commands = mode { return true }
    return false
  }

  /// The same, asked of a parser in its place: to make the other call, it would be copied.
  package mutating func beginsLine(_ side: Side) -> Bool { isBetweenLines(side) }

  /// Takes in the side's next bytes, which are gone when this returns.
  package mutating func receive(
    _ bytes: Span<UInt8>, from side: Side, events: (MailEvent) -> Void
  ) {
    guard !bytes.isEmpty else { return }
    sides[side].bytes.delivered += bytes.count
    switch sides.phase(of: side) {
    case .open: consume(bytes, from: side, events)
    case .unopened(let held): open(bytes, held: held, from: side, events)
    case .expectsTLS: beginTLS(bytes, from: side, events)
    case .closed(let closure): pass(bytes, closure, from: side, events)
    }
  }

  /// Takes note of `count` bytes that the capture does not hold.
  ///
  /// Inside a message or chunk the framing survives; otherwise everything up to the next line end
  /// is dropped, as it may be a part of anything.
  package mutating func gap(_ count: Int, from side: Side, events: (MailEvent) -> Void) {
    var count = count
    guard count > 0 else { return }
    sides[side].intake.addSaturating(count)
    if case .closed = sides.phase(of: side) {
      sides[side].tls.loseTrack()
      sides[side].tlsRedaction.loseTrack()
      return
    }
    if side.isClient { count = losePayload(count, events) }
    guard count > 0 else { return }
    let malformation = malformations.gap(
      of: count, on: side, limit: options.limits.gapSizes, dropped: &drops.gaps)
    if let malformation { events(.malformed(malformation)) }
    sides[side].loseTrack()
    if !side.isClient {
      reply = nil
      // The 334 that makes SASL messages of the client's lines may be gone.
      facts.isSigningInUnseen = signIns.isAnyPending
    } else {
      facts.isClientLossy = true
      let early = earlyData.take().count
      sides.client.bytes.resync += early
      sides.client.intake.addSaturating(early)
    }
  }

  /// Whether `finish` would have nothing to report.
  package var isIdle: Bool {
    guard reply == nil, !signIns.isAnyPending, case .commands = mode else { return false }
    return true
  }

  /// Ends the connection: reports what was cut off and what never got its answer.
  package mutating func finish(events: (MailEvent) -> Void) {
    if let reply = reply.take() { events(.replyCut(code: reply.code)) }
    if case .message = mode, message.count > 0 || missing > 0 {
      let count = message.unstuffedCount(isEnded: false)
      events(.message(SMTPMessage(count: count, missing: missing, end: .cut)))
    }
    if case .chunk = mode {
      let received = chunk.count - chunk.remaining - missing
      events(.chunkCut(count: chunk.count, received: received))
    }
    signIns.abandonAll(events)
    sides.client.bytes.unfinished += earlyData.take().count
    sides.client.finish()
    sides.server.finish()
  }
}
