package import Bytes
package import Mail
package import Packets
package import Streams

/// Turns what streams report into mail sessions.
///
/// Connections are recognised by what is said on them; one that speaks something else costs
/// nothing more once that is clear.
package struct SessionTracker {
  /// What is known of the connection in a slot of the table.
  private enum Slot {
    case free
    case silent(ConnectionOpening)
    case talking
    /// Both sides have said their last byte: all but what only the whole connection shows.
    indirect case over(MailSession)
    /// Its session was told; only the connection's record is left.
    case settled
    case foreign

    /// Whether nothing will be told of the connection any more.
    var hasNoSession: Bool {
      switch self {
      case .settled, .foreign: true
      case .free, .silent, .talking, .over: false
      }
    }
  }

  private let capture: Int
  private let limits: SessionLimits
  private let mail: MailOptions
  private let lines: TraceSink?
  private let text: TextInterest?
  private var slots: [Slot] = []
  /// The conversations of the slots that talk, one or none each: apart, as every segment asks for
  /// them, and in places of their own, as they are large.
  private var conversations: [[Conversation]] = []
  /// Connections that said nothing that tells, for when their server turns out to be one of mail.
  private var undecided: [ConnectionSummary] = []
  /// Server ports on which mail was recognised, at most `SessionLimits.servers`.
  private var mailServers: [Endpoint: MailProtocol] = [:]
  private var unreachables: [ConnectionKey: Int] = [:]
  /// Sessions that have ended, in the order in which they did.
  package private(set) var sessions: [MailSession] = []
  /// What may stand in the place of their streams, where it was asked for.
  package private(set) var texts: [HarmlessConversation] = []
  package private(set) var statistics = SessionStatistics()

  /// Starts without a session; `capture` is the capture's place on the command line.
  ///
  /// `text` says of which frames to keep what may stand in the place of their bytes.
  package init(
    capture: Int, limits: SessionLimits = SessionLimits(), mail: MailOptions = MailOptions(),
    lines: TraceSink? = nil, text: TextInterest? = nil
  ) {
    self.capture = capture
    self.limits = limits
    self.lines = lines
    self.text = text
    var mail = mail
    mail.redacts = text != nil
    mail.reportsLines = lines != nil
    self.mail = mail
  }

  /// Takes an event of a connection; returns whether its bytes are still of interest.
  package mutating func take(
    _ event: borrowing StreamEvent, of id: ConnectionID, at stamp: Stamp
  ) -> Interest {
    switch event {
    case .opened(let opening): open(opening, in: id.slot)
    case .data(let side, let bytes): return hear(bytes, from: side, in: id.slot, at: stamp)
    case .passed(let side, let count):
      if !conversations[id.slot].isEmpty {
        conversations[id.slot][0].pass(count, from: side, at: stamp)
      }
    case .gap(let side, let count, _):
      if !conversations[id.slot].isEmpty {
        conversations[id.slot][0].miss(count, from: side, at: stamp)
      }
    case .ended(let side, .fin): end(side, in: id.slot, at: stamp)
    case .anomaly, .ended: break
    case .closed(let summary): close(summary, in: id.slot)
    }
    return .keep
  }

  /// Takes note of an ICMP error about a segment.
  package mutating func note(_ error: ICMPUnreachable) {
    let key = ConnectionKey(error.source, error.destination)
    guard unreachables[key] != nil || unreachables.count < limits.unreachables else { return }
    unreachables[key, default: 0] += 1
  }

  /// The session on a connection that goes on, as it would be if the capture ended now; nil where it
  /// is none of mail, or cannot be told yet.
  package func session(of id: ConnectionID, as summary: ConnectionSummary) -> MailSession? {
    guard hasSession(id) else { return nil }
    var spoken: MailProtocol?
    var session: MailSession?
    if var conversation = conversations[id.slot].first {
      conversation.finish(at: summary.last)
      if conversation.isForeign { return nil }
      spoken = conversation.spoken
      if spoken != nil { session = conversation.facts.session }
    } else if case .over(let whole) = slots[id.slot] {
      (spoken, session) = (whole.mailProtocol, whole)
    }
    spoken =
      spoken ?? mailServers[summary.server] ?? MailPorts.usualProtocol(of: summary.server.port)
    guard let spoken else { return nil }
    session?.complete(with: summary)
    session?.mailProtocol = spoken
    var whole = session ?? MailSession(of: summary, speaking: spoken, in: capture)
    whole.unreachableCount = unreachables[ConnectionKey(whole.client, whole.server)] ?? 0
    return whole
  }

  /// Whether a session may yet be told of a connection.
  package func hasSession(_ id: ConnectionID) -> Bool {
    slots.indices.contains(id.slot) && !slots[id.slot].hasNoSession
  }

  /// Ends the session of a connection that is over before its record goes: what comes late adds
  /// nothing to it any more.
  package mutating func settle(_ id: ConnectionID, as summary: ConnectionSummary) {
    guard hasSession(id) else { return }
    close(summary, in: id.slot)
    slots[id.slot] = .settled
  }

  /// The sessions that have ended since they were taken last.
  package mutating func takeSessions() -> [MailSession] {
    defer { sessions.removeAll(keepingCapacity: true) }
    return sessions
  }

  /// Forgets the ICMP errors: those of an hour ago say nothing of today's connections.
  package mutating func forgetErrors() { unreachables.removeAll(keepingCapacity: true) }

  /// Makes room for the sessions of so many connections at once: a list that grows step by step is
  /// in memory twice at its largest step.
  package mutating func expect(_ connections: Int) {
    let most = max(sessions.count, limits.sessions)
    sessions.reserveCapacity(min(most, sessions.count + connections))
  }

  /// Decides about the connections that never said what they are: the capture has ended.
  package mutating func finish() {
    for summary in undecided {
      guard let spoken = mailServers[summary.server] else { continue }
      statistics.undecided -= 1
      keep(MailSession(of: summary, speaking: spoken, in: capture), summary)
    }
    undecided = []
  }

  private mutating func open(_ opening: ConnectionOpening, in slot: Int) {
    while slots.count <= slot {
      slots.append(.free)
      conversations.append([])
    }
    slots[slot] = .silent(opening)
  }

  private mutating func hear(
    _ bytes: Span<UInt8>, from side: Side, in slot: Int, at stamp: Stamp
  ) -> Interest {
    if conversations[slot].isEmpty {
      guard case .silent(let opening) = slots[slot] else {
        if case .foreign = slots[slot] { statistics.foreignBytes[side] += bytes.count }
        return .ignore
      }
      slots[slot] = .talking
      conversations[slot] = [begin(opening, at: stamp)]
    }
    let interest = conversations[slot][0].hear(bytes, from: side, at: stamp)
    return interest == .ignore ? drop(slot) : interest
  }

  private func begin(_ opening: ConnectionOpening, at stamp: Stamp) -> Conversation {
    let hint = mailServers[opening.server] ?? MailPorts.usualProtocol(of: opening.server.port)
    var options = mail
    options.midstream = opening.roles != .handshake
    let session = MailSession(
      capture: capture, mailProtocol: hint ?? .imap, client: opening.client,
      server: opening.server, first: opening.stamp)
    return Conversation(
      SessionFacts(session, limits: limits), hint: hint, mail: options, lines: lines,
      text: text)
  }

  /// Lets go of a connection that turned out to speak something else.
  private mutating func drop(_ slot: Int) -> Interest {
    if let heard = conversations[slot].first?.heardBytes {
      for side in Side.allCases { statistics.foreignBytes[side] += heard[side] }
    }
    slots[slot] = .foreign
    conversations[slot] = []
    return .ignore
  }

  /// A side has said its last byte.
  ///
  /// Once both have, nobody needs to listen any more: who did goes at once, and not with the
  /// connection's record, which stays for late segments.
  private mutating func end(_ side: Side, in slot: Int, at stamp: Stamp) {
    guard !conversations[slot].isEmpty, conversations[slot][0].end(side),
      var conversation = conversations[slot].popLast(), let spoken = conversation.spoken
    else { return }
    conversations[slot] = []
    conversation.finish(at: stamp)
    count(conversation)
    var session = conversation.facts.session
    session.mailProtocol = spoken
    slots[slot] = .over(session)
  }

  private mutating func close(_ summary: ConnectionSummary, in slot: Int) {
    let slotWas = slots[slot]
    slots[slot] = .free
    if case .settled = slotWas { return }
    statistics.connections += 1
    if case .over(var session) = slotWas {
      learn(summary.server, speaks: session.mailProtocol)
      session.complete(with: summary)
      return keep(session, summary)
    }
    guard var conversation = conversations[slot].popLast() else {
      if case .foreign = slotWas { statistics.foreign += 1 } else { closeSilent(summary) }
      return
    }
    conversation.finish(at: summary.last)
    if let text = conversation.text { keep(text, of: summary) }
    let heard = conversation.heardBytes
    if conversation.isForeign {
      // Only the end of what was said told that it is no mail.
      for side in Side.allCases { statistics.foreignBytes[side] += heard[side] }
      statistics.foreign += 1
      return
    }
    guard let spoken = conversation.spoken else {
      for side in Side.allCases { statistics.undecidedBytes[side] += heard[side] }
      closeSilent(summary)
      return
    }
    count(conversation)
    learn(summary.server, speaks: spoken)
    var session = conversation.facts.session
    session.mailProtocol = spoken
    session.complete(with: summary)
    keep(session, summary)
  }

  private mutating func keep(_ text: PerSide<HarmlessText>, of summary: ConnectionSummary) {
    guard text.client.count + text.server.count > 0 else { return }
    texts.append(
      HarmlessConversation(
        client: summary.client, server: summary.server,
        frames: summary.first.frame...max(summary.first.frame, summary.last.frame),
        initialNumbers: PerSide(
          client: summary.sides.client.baseNumber, server: summary.sides.server.baseNumber),
        text: text))
  }

  /// A connection that said nothing: the port decides, or later its server.
  private mutating func closeSilent(_ summary: ConnectionSummary) {
    let spoken =
      mailServers[summary.server] ?? MailPorts.usualProtocol(of: summary.server.port)
    if let spoken {
      keep(MailSession(of: summary, speaking: spoken, in: capture), summary)
      return
    }
    statistics.undecided += 1
    if undecided.count < limits.undecided {
      undecided.append(summary)
    } else {
      statistics.undecidedForgotten += 1
    }
  }

  private mutating func keep(_ session: consuming MailSession, _ summary: ConnectionSummary) {
    guard sessions.count < limits.sessions else {
      statistics.sessionsDropped += 1
      return
    }
    session.unreachableCount =
      unreachables[ConnectionKey(session.client, session.server)] ?? 0
    statistics.factsDropped += session.droppedFacts
    sessions.append(session)
  }

  private mutating func learn(_ server: Endpoint, speaks spoken: MailProtocol) {
    guard mailServers[server] != spoken, mailServers.count < limits.servers else { return }
    mailServers[server] = spoken
  }

  private mutating func count(_ conversation: Conversation) {
    guard let counters = conversation.counters else { return }
    for side in Side.allCases { statistics.mailBytes[side].add(counters.bytes[side]) }
    statistics.mailDrops.add(counters.drops)
  }
}
